import { variableOf } from "./own-header.ts";

export function go(headerNames: readonly string[]): string {
  return `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const tolerance = 5 * time.Minute
${ownHeaders(headerNames)}
func verify(key, body []byte, headers http.Header) error {
	id := headers.Get("webhook-id")
	timestamp := headers.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > tolerance {
		return errors.New("the timestamp is missing or too far from now")
	}
${headerCheck(headerNames)}	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	expected := mac.Sum(nil)
	// While a secret is being rotated there are several signatures, separated by spaces.
	for _, signature := range strings.Fields(headers.Get("webhook-signature")) {
		version, value, _ := strings.Cut(signature, ",")
		given, err := base64.StdEncoding.DecodeString(value)
		if version == "v1" && err == nil && hmac.Equal(given, expected) {
			return nil
		}
	}
	return errors.New("no signature fits")
}

func main() {
	secret := strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_")
	key, err := base64.StdEncoding.DecodeString(secret)
	if err != nil || len(key) == 0 {
		log.Fatal("WEBHOOK_SECRET is not a secret")
	}
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body) // exactly as received, not parsed yet
		if err != nil || verify(key, body, request.Header) != nil {
			response.WriteHeader(http.StatusUnauthorized)
			return
		}
		response.WriteHeader(http.StatusNoContent) // answer first, work afterwards
		// The same id again is a repeat: skip it.
		fmt.Println(request.Header.Get("webhook-id"), string(body))
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
`;
}

function ownHeaders(names: readonly string[]): string {
  if (names.length === 0) return "";
  const lines = names.map((name) => `\t${JSON.stringify(name)}: os.Getenv("${variableOf(name)}"),`);
  return `
// This webhook's own headers, with the values that you gave them.
var ownHeaders = map[string]string{
${lines.join("\n")}
}
`;
}

function headerCheck(names: readonly string[]): string {
  if (names.length === 0) return "";
  return `	for name, value := range ownHeaders {
		if !hmac.Equal([]byte(headers.Get(name)), []byte(value)) {
			return errors.New(name + " is not the expected one")
		}
	}
`;
}

import { variableOf } from "./own-header.ts";

export function python(headerNames: readonly string[]): string {
  return `import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE_SECONDS = 5 * 60
${ownHeaders(headerNames)}

def verify(body, headers):
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        raise ValueError("The timestamp is missing or too far from now.")
${headerCheck(headerNames)}    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest())
    # While a secret is being rotated there are several signatures, separated by spaces.
    for signature in headers.get("webhook-signature", "").split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(value.encode(), expected):
            return json.loads(body)
    raise ValueError("No signature fits.")


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        # Exactly as received, not parsed yet.
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            event = verify(body, self.headers)
        except ValueError:
            self.send_response(401)
            self.end_headers()
            return
        self.send_response(204)  # answer first, work afterwards
        self.end_headers()
        print(self.headers["webhook-id"], event)  # the same id again is a repeat: skip it


port = int(os.environ.get("PORT", "4000"))
ThreadingHTTPServer(("", port), Receiver).serve_forever()
`;
}

function ownHeaders(names: readonly string[]): string {
  if (names.length === 0) return "";
  const lines = names.map((name) => `    ${JSON.stringify(name)}: os.environ["${variableOf(name)}"],`);
  return `
# This webhook's own headers, with the values that you gave them.
OWN_HEADERS = {
${lines.join("\n")}
}
`;
}

function headerCheck(names: readonly string[]): string {
  if (names.length === 0) return "";
  return `    for name, value in OWN_HEADERS.items():
        if not hmac.compare_digest(headers.get(name, "").encode(), value.encode()):
            raise ValueError(f"{name} is not the expected one.")
`;
}

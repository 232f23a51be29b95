import { variableOf } from "./own-header.ts";

export function php(headerNames: readonly string[]): string {
  return `<?php
const TOLERANCE_SECONDS = 5 * 60;

function verify(string $key, string $body, array $headers): mixed
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        throw new RuntimeException('The timestamp is missing or too far from now.');
    }
${headerCheck(headerNames)}    $expected = base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    // While a secret is being rotated there are several signatures, separated by spaces.
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $signature) {
        [$version, $value] = explode(',', $signature, 2) + ['', ''];
        if ($version === 'v1' && hash_equals($expected, $value)) {
            return json_decode($body, true, 512, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
        }
    }
    throw new RuntimeException('No signature fits.');
}

$secret = preg_replace('/^whsec_/', '', getenv('WEBHOOK_SECRET'));
$body = file_get_contents('php://input'); // exactly as received, not parsed yet
try {
    $event = verify(base64_decode($secret), $body, array_change_key_case(getallheaders()));
} catch (RuntimeException | JsonException) {
    http_response_code(401);
    return;
}
http_response_code(204); // answer first, work afterwards
// The same webhook-id again is a repeat: skip it.
error_log($_SERVER['HTTP_WEBHOOK_ID'] . ' ' . json_encode($event));
`;
}

function headerCheck(names: readonly string[]): string {
  if (names.length === 0) return "";
  const lines = names.map((name) => `        '${name.toLowerCase()}' => getenv('${variableOf(name)}'),`);
  return `    // This webhook's own headers, with the values that you gave them.
    $ownHeaders = [
${lines.join("\n")}
    ];
    foreach ($ownHeaders as $name => $value) {
        if (!hash_equals((string) $value, $headers[$name] ?? '')) {
            throw new RuntimeException("$name is not the expected one.");
        }
    }
`;
}

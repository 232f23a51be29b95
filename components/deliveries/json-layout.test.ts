import fc from "fast-check";
import { expect, test } from "vitest";
import { layOutJson } from "./json-layout.ts";

test("objects and arrays get a line for each member, empty ones stay on one", () => {
  expect(layOutJson('{"a":[1,2],"b":{},"c":[ ]}')).toBe(
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": []\n}',
  );
});

test("digits, escapes and doubled keys stay as they were written", () => {
  const laidOut = layOutJson('{"n":12345678901234567890,"e":"\\u00e9, {","n":1.50}');
  expect(laidOut).toBe('{\n  "n": 12345678901234567890,\n  "e": "\\u00e9, {",\n  "n": 1.50\n}');
});

test("the layout is the one of JSON.stringify for what it writes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
      expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test("a text that was cut keeps everything that is there", () => {
  const whole = '{"list":[{"a":"b, c"},{"d":"e \\" f"}]}';
  for (let length = 1; length <= whole.length; length += 1) {
    const compact = layOutJson(whole.slice(0, length))?.replaceAll(/\s/g, "");
    expect(compact).toBe(whole.slice(0, length).replaceAll(/\s/g, ""));
  }
});

test.each(["", "ok", "<html></html>", '"text"', "12"])("%j is not laid out", (text) => {
  expect(layOutJson(text)).toBeNull();
});

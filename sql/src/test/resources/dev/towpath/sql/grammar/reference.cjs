// Parses each line of the standard input, a JSON string, with the package's own WebAssembly, and prints
// a line for each: the SHA-256 of the parse tree's JSON, or the error's position and message.
// The only argument is the directory of the npm packages.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const load = require(process.argv[2] + '/libpg-query/wasm/libpg-query.js');

load().then((wasm) => {
  const parse = (sql) => {
    const size = wasm.lengthBytesUTF8(sql) + 1;
    const text = wasm._malloc(size);
    wasm.stringToUTF8(sql, text, size);
    const result = wasm._wasm_parse_query_raw(text);
    const error = wasm.getValue(result + 8, 'i32');
    const answer = error
      ? wasm.getValue(error + 16, 'i32') + ' ' + wasm.UTF8ToString(wasm.getValue(error, 'i32'))
      : createHash('sha256').update(wasm.UTF8ToString(wasm.getValue(result, 'i32'))).digest('hex');
    wasm._free(text);
    wasm._wasm_free_parse_result(result);
    return answer.replaceAll('\n', ' ');
  };
  const lines = readFileSync(0, 'utf8').split('\n').filter((line) => line.length > 0);
  process.stdout.write(lines.map((line) => parse(JSON.parse(line))).join('\n') + '\n');
});

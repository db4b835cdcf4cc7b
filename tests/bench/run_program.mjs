// Runs a program built as standalone WebAssembly: `input` is a text, or a function that fills an array with what comes
// next and answers how many bytes that was; `output` is given each piece of what the program prints. Answers all of it.
// One function without imports, so that a page can run the same.

export async function runProgram(bytes, input, output = () => {}) {
  let instance;
  let printed = "";
  let at = 0;
  const source = typeof input === "string" ? new TextEncoder().encode(input) : null;
  const fill =
    source === null ? input : (into) => {
      const part = source.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      return part.length;
    };
  const view = () => new DataView(instance.exports.memory.buffer);
  const each = (list, count, act) => {
    let total = 0;
    for (let i = 0; i < count; ++i) {
      const start = view().getUint32(list + 8 * i, true);
      const size = view().getUint32(list + 8 * i + 4, true);
      const done = act(new Uint8Array(instance.exports.memory.buffer, start, size));
      total += done;
      if (done < size) break;
    }
    return total;
  };
  // The part of WASI that printing figures takes; the rest answers "done".
  const known = {
    fd_read: (_file, list, count, read) => {
      view().setUint32(read, each(list, count, fill), true);
      return 0;
    },
    fd_write: (_file, list, count, written) => {
      const total = each(list, count, (from) => {
        const text = new TextDecoder().decode(from.slice());
        printed += text;
        output(text);
        return from.length;
      });
      view().setUint32(written, total, true);
      return 0;
    },
    // 2 and 3 are processor time, which a page has not.
    clock_time_get: (clock, _precision, time) => {
      const used = clock >= 2 ? process.threadCpuUsage() : null;
      const nanoseconds = used === null ? performance.now() * 1e6 : (used.user + used.system) * 1e3;
      view().setBigUint64(time, BigInt(Math.round(nanoseconds)), true);
      return 0;
    },
    proc_exit: (status) => {
      throw new Error(`exit ${status}`);
    },
  };
  const module = await WebAssembly.compile(bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = known[name] ?? (() => 0);
  instance = await WebAssembly.instantiate(module, imports);
  try {
    instance.exports._start();
  } catch (error) {
    if (error.message !== "exit 0") throw error;
  }
  return printed;
}

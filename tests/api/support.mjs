// Plain HTTP, with nothing made nicer on the way: paths as they are written, bodies as they come over the wire.

import { readFileSync } from "node:fs";
import { request as ask } from "node:http";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

// { status, headers, body: Buffer, setCookie: [...] }
export function request(address, { method = "GET", path, headers = {}, body }) {
  const { hostname, port } = new URL(address);
  return new Promise((done, refuse) => {
    const asked = ask({ hostname, port, method, path, headers, agent: false }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", refuse);
      answer.on("end", () =>
        done({
          status: answer.statusCode,
          headers: answer.headers,
          setCookie: answer.headers["set-cookie"] ?? [],
          body: Buffer.concat(parts),
        }),
      );
    });
    asked.on("error", refuse);
    asked.end(body);
  });
}

// Keeps the cookies of one browser.
export class Jar {
  #cookies = new Map();
  get line() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  take(lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0(;|$)/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

// Judges answers by the description the server gives of itself.
export class Description {
  #ajv = new Ajv({ strict: false, allErrors: true });
  #document;

  constructor(document) {
    this.#document = document;
    addFormats(this.#ajv);
    this.#ajv.addSchema(document, "openapi.json");
  }

  // What does not fit, as sentences; none when all does.
  problems(method, path, { status, headers, body }) {
    const address = path.split("?")[0];
    const template = Object.keys(this.#document.paths).find((one) =>
      new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(address),
    );
    // What is no address of the API is a problem like any other.
    if (!template)
      return status === 404 ? this.#fits("#/components/schemas/Problem", body) : [`${path} is not described`];
    const operations = this.#document.paths[template];
    const asked = method === "HEAD" ? "get" : method.toLowerCase();
    const name = operations[asked] ? asked : Object.keys(operations).find((one) => operations[one].responses);
    let pointer = `#/paths/${escaped(template)}/${name}/responses/${status}`;
    let response = operations[name].responses[status];
    if (!response) return [`${method} ${template} does not describe ${status}`];
    if (response.$ref) {
      pointer = response.$ref;
      response = this.#document.components.responses[pointer.split("/").at(-1)];
    }
    const found = [];
    for (const [header, { required }] of Object.entries(response.headers ?? {}))
      if (required && headers[header.toLowerCase()] === undefined) found.push(`no header ${header}`);
    if (method === "HEAD") return body.length === 0 ? found : [...found, "HEAD with a body"];
    if (!response.content) return body.length === 0 ? found : [...found, "a body where none is described"];
    const type = (headers["content-type"] ?? "").split(";")[0];
    if (!response.content[type]) return [...found, `content type ${type} is not described`];
    return [...found, ...this.#fits(`${pointer}/content/${escaped(type)}/schema`, body)];
  }

  #fits(pointer, body) {
    let json;
    try {
      json = JSON.parse(body.toString("utf8"));
    } catch (error) {
      return [`not JSON: ${error.message}`];
    }
    const validate = this.#ajv.getSchema(`openapi.json${pointer}`) ?? this.#ajv.compile({ $ref: `openapi.json${pointer}` });
    return validate(json) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
  }
}

const escaped = (name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));

// ---- The files of tests/conformance/api; their README says what they hold.

export function readConversation(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

export function withSaved(json, saved) {
  if (typeof json === "string") {
    for (const [name, value] of saved) {
      if (json === `\${${name}}`) return value;
      json = json.replaceAll(`\${${name}}`, typeof value === "string" ? value : JSON.stringify(value));
    }
    return json;
  }
  if (Array.isArray(json)) return json.map((one) => withSaved(one, saved));
  if (typeof json === "object" && json !== null)
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withSaved(value, saved)]));
  return json;
}

// Where `actual` differs; objects may hold more than is expected.
export function differences(expected, actual, place = "") {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const found = () => [`${place || "/"}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return found();
    return expected.flatMap((one, at) => differences(one, actual[at], `${place}/${at}`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return found();
    return Object.entries(expected).flatMap(([name, value]) =>
      name in actual ? differences(value, actual[name], `${place}/${name}`) : [`${place}/${name} is missing`],
    );
  }
  return expected === actual ? [] : found();
}

// What python-wasm expects of Node.

import { Buffer } from "buffer";
import process from "process/browser.js";

process.cwd = () => "/";
Object.assign(globalThis, { Buffer, process });

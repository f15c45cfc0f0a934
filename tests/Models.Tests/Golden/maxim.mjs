// Makes the golden values of the MAXIM generators with TensorFlow.js itself, which shares no code with the converter that they judge.
// In a folder outside the repository:
//   npm install --ignore-scripts @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 pngjs@7.0.0
//   copy this file there
//   node maxim.mjs FOLDER_OF_MODEL_JSON flower.png LEFT TOP SIZE > maxim-deblur.txt
// The picture is cropped to SIZE x SIZE pixels. With a sixth argument all values are written to that file too, as 32-bit floats.
import fs from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { PNG } from 'pngjs';

const STEP = 29;
const [folder, file, left, top, side, everything] = process.argv.slice(2);
const size = Number(side);

// The one kernel that this backend lacks, for the three equations of the model.
tf.registerKernel({
  kernelName: 'Einsum',
  backendName: 'wasm',
  kernelFunc: ({ inputs: [first, second], attrs: { equation } }) => {
    const right = (value, matrix) => {
      const flat = value.reshape([-1, value.shape.at(-1)]);
      return flat.matMul(matrix).reshape([...value.shape.slice(0, -1), matrix.shape[1]]);
    };
    return tf.tidy(() => {
      switch (equation) {
        case 'abcg,gf->abcf': return right(first, second);
        case 'abgd,gf->abdf': return right(first.transpose([0, 1, 3, 2]), second);
        case 'gb,cgef->bcef': return right(second.transpose([0, 2, 3, 1]), first).transpose([3, 0, 1, 2]);
        default: throw new Error(equation);
      }
    });
  },
});

await tf.setBackend('wasm');
await tf.ready();
const model = await tf.loadGraphModel({
  load: async () => {
    const { modelTopology, weightsManifest, format, signature } = JSON.parse(fs.readFileSync(path.join(folder, 'model.json')));
    const shards = weightsManifest.flatMap(group => group.paths).map(shard => fs.readFileSync(path.join(folder, shard)));
    const weights = Buffer.concat(shards);
    return {
      modelTopology,
      format,
      signature,
      weightSpecs: weightsManifest.flatMap(group => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    };
  },
});

const picture = PNG.sync.read(fs.readFileSync(file));
const pixels = new Float32Array(size * size * 3);
for (let y = 0; y < size; y++) {
  for (let x = 0; x < size; x++) {
    for (let channel = 0; channel < 3; channel++) {
      // Beyond the picture it goes on as in a mirror.
      const mirror = (place, end) => (place < end ? place : 2 * end - 1 - place);
      const from = mirror(y + Number(top), picture.height) * picture.width + mirror(x + Number(left), picture.width);
      pixels[(y * size + x) * 3 + channel] = picture.data[from * 4 + channel] / 255;
    }
  }
}

const result = await model.execute(tf.tensor4d(pixels, [1, size, size, 3])).data();
if (everything) fs.writeFileSync(everything, Buffer.from(result.buffer, result.byteOffset, result.byteLength));
console.log(`# TensorFlow.js ${tf.version.tfjs}: every ${STEP}th value of the result at ${size} x ${size}, from the crop at ${left}, ${top}.`);
for (let index = 0; index < result.length; index += STEP) console.log(result[index].toFixed(6));

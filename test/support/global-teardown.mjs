export default async function tearDown() {
  await globalThis.huiyinTestRun?.end();
}

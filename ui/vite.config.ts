import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // An inlined asset is a data: address, and the window's policy allows none for fonts, scripts and styles.
  build: { assetsInlineLimit: 0, target: "safari18" },
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  test: { include: ["src/**/*.test.ts"] },
});

/** Has the browser save a file. */
export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // the download has begun by then; the address would keep the content in memory
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

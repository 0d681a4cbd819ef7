// The bootstrap behind `npm start` and `npm test`: runs on a clone where nothing is installed yet and depends on nothing.
// This one file must parse on old Nodes (no static import, no top-level await), so that it can say what is wrong with them.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 11)) {
  console.error(
    `Sonae の起動には Node.js 20.11 以上が必要です（今の Node.js は ${process.version}、${process.execPath}）。`,
  );
  console.error(
    `Sonae needs Node.js 20.11 or newer to start (this is ${process.version}, ${process.execPath}).`,
  );
  process.exitCode = 2;
} else {
  import('./support/commands.mjs')
    .then(({ main }) => main(process.argv.slice(2)))
    .catch((error) => {
      console.error(error.expected ? error.message : error);
      process.exitCode = error.exitCode ?? 1;
    });
}

// Several parts in one file. What comes back gives the piece of a number; the file is fetched for the
// first that is asked for, and again where a piece is asked for again, since that one had failed.
const unpacked = (load, sizes) => {
    let pieces = [];
    return (index) => {
        if (!pieces[index]) {
            const forget = () => {
                if (pieces === these) pieces = [];
            };
            const cut = load().then((file) => (file instanceof Response ? streams : slices)(file, sizes, forget));
            const these = sizes.map((_, at) => cut.then((all) => all[at]));
            these.forEach((piece) => piece.catch(forget));
            pieces = these;
        }
        const piece = pieces[index];
        pieces[index] = undefined;
        return piece;
    };
};
// Where the page holds the file itself, it is bytes already.
const slices = (bytes, sizes) => {
    let end = 0;
    return sizes.map((size) => bytes.slice(end, (end += size)));
};
// Each piece is a response of its own, which goes on while the file comes.
const streams = (file, sizes, forget) => {
    if (!file.ok) throw new Error(`${file.url}: ${file.status}`);
    const sinks = [];
    const headers = { "content-type": "application/wasm" };
    const pieces = sizes.map(() => new Response(new ReadableStream({ start: (sink) => sinks.push(sink) }), { headers }));
    const pour = async () => {
        const source = file.body.getReader();
        let [at, left] = [0, sizes[0]];
        for (let { done, value } = await source.read(); !done; { done, value } = await source.read()) {
            while (value.length > 0) {
                const part = value.subarray(0, left);
                sinks[at].enqueue(part);
                value = value.subarray(part.length);
                left -= part.length;
                if (left === 0) {
                    sinks[at].close();
                    at += 1;
                    left = sizes[at] ?? Infinity;
                }
            }
        }
        if (at < sizes.length) throw new Error(`${file.url} breaks off`);
    };
    pour().catch((error) => {
        forget();
        sinks.forEach((sink) => sink.error(error));
    });
    return pieces;
};

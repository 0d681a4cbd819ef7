#!/usr/bin/env python3
"""Verifies evidence made by Sonae (備え) a second time, independently: Python's standard library and openssl, nothing else.

    python3 verify.py bag FOLDER [--trust VKEY]...      a bag of BagIt 0.93 to 1.0, and the evidence in it where it is a bundle
    python3 verify.py bags FOLDER [--trust VKEY]...     every bag in a folder of bags, {path: valid}
    python3 verify.py vectors FOLDER                    Merkle vectors (transparency-dev/merkle)
    python3 verify.py timestamp TSR --data FILE --ca PEM
    python3 verify.py proof FILE --entry FILE --trust VKEY
    python3 verify.py log FOLDER --trust VKEY           a log of C2SP tlog-tiles, every tile and every entry

Prints JSON; exit 0 valid, 1 not valid, 2 wrong usage. Written from the specifications (RFC 8493, 6962, 9162, 3161, 8410; C2SP signed-note,
tlog-checkpoint, tlog-tiles, tlog-proof, tlog-cosignature), not from Sonae's code, so that a mistake in one shows against the other.
"""

import base64
import codecs
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

PREFIX_ED25519 = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo before the 32 bytes of a key (RFC 8410)
SYSTEM_FILE = re.compile(r"(?i)^(\.DS_Store|\._.*|\.Trashes|\.Spotlight-V100|\.fseventsd|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r)$")
DIGESTS = {
    "md5": "md5", "sha1": "sha1", "sha224": "sha224", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512",
    "sha3224": "sha3_224", "sha3256": "sha3_256", "sha3384": "sha3_384", "sha3512": "sha3_512",
}  # fmt: skip


class Bad(Exception):
    """Something is not as it must be."""


def need(condition, message):
    if not condition:
        raise Bad(message)


def b64(text):
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text, "not canonical base64")
    return raw


# --- Merkle trees (RFC 6962, RFC 9162) --------------------------------------------------------------------------------
def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def tree_hash(leaves):
    """MTH, by its definition: the larger half is the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(tree_hash(leaves[:k]), tree_hash(leaves[k:]))


def path_shape(index, size):
    """Sides of the audit path from the leaf up: True where the sibling is on the left."""
    sides, low, high = [], 0, size
    while high - low > 1:
        k = low + (1 << (high - low - 1).bit_length() - 1)
        sides.append(index >= k)
        low, high = (k, high) if index >= k else (low, k)
    return sides[::-1]


def proves_inclusion(index, size, leaf, proof, root):
    if not 0 <= index < size or any(len(h) != 32 for h in [leaf, *proof]):
        return False
    sides = path_shape(index, size)
    if len(sides) != len(proof):
        return False
    for left, sibling in zip(sides, proof):
        leaf = node_hash(sibling, leaf) if left else node_hash(leaf, sibling)
    return leaf == root


def proves_subtree(start, end, size, sub_root, root, proof):
    """That [start, end) with sub_root is part of the tree; start 0 is a consistency proof."""
    if not 0 <= start <= end <= size:
        return False
    if start == end:
        return not proof and sub_root == sha256(b"")
    if start % (1 << (end - start - 1).bit_length()) != 0:
        return False
    if any(len(h) != 32 for h in proof):
        return False
    rest = list(proof)

    def rebuild(low, high, known):
        """(hash of the part inside [start, end), hash of all) of the tree over [low, high); known: inside is wholly the subtree."""
        if (low, high) == (start, end) and known:
            return sub_root, sub_root
        if high == end and low >= start:
            h = take()
            return h, h
        k = low + (1 << (high - low - 1).bit_length() - 1)
        if end <= k:
            inside, whole = rebuild(low, k, known)
            return inside, node_hash(whole, take())
        if start >= k:
            inside, whole = rebuild(k, high, known)
            return inside, node_hash(take(), whole)
        inside, whole = rebuild(k, high, False)
        left = take()
        return node_hash(left, inside), node_hash(left, whole)

    def take():
        need(rest, "the proof is too short")
        return rest.pop(0)

    if (start, end) == (0, size):
        return not proof and sub_root == root
    if len(sub_root) != 32:
        return False
    try:
        inside, whole = rebuild(0, size, True)
    except (Bad, RecursionError):
        return False
    return not rest and inside == sub_root and whole == root


def vector(case):
    """Whether the proof in a vector is accepted, or None where it is no vector."""
    if not isinstance(case, dict) or "wantErr" not in case:
        return None
    get = lambda key: b64(case[key] or "")  # noqa: E731
    proof = [b64(h) for h in case.get("proof") or []]
    if "leafIdx" in case and "start" in case:
        start, end, index = case["start"], case["end"], case["leafIdx"]
        fits = 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0
        return fits and proves_inclusion(index - start, end - start, get("leafHash"), proof, get("root"))
    if "leafIdx" in case:
        return proves_inclusion(case["leafIdx"], case["treeSize"], get("leafHash"), proof, get("root"))
    if "size1" in case:
        return case["size1"] > 0 and proves_subtree(0, case["size1"], case["size2"], get("root1"), get("root2"), proof)
    return proves_subtree(case["start"], case["end"], case["size"], get("root1"), get("root2"), proof)


# --- openssl ------------------------------------------------------------------------------------------------------------
def openssl(*args):
    return subprocess.run(["openssl", *args], capture_output=True, check=False)


def in_files(work, **parts):
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, data in parts.items():
            paths[name] = os.path.join(folder, name)
            with open(paths[name], "wb") as out:
                out.write(data)
        return work(paths)


def ed25519_ok(public_key, message, signature):
    def run(p):
        args = ["-pubin", "-keyform", "DER", "-inkey", p["key"], "-rawin", "-in", p["message"], "-sigfile", p["signature"]]
        return openssl("pkeyutl", "-verify", *args).returncode == 0

    return in_files(run, key=PREFIX_ED25519 + public_key, message=message, signature=signature)


def timestamp(token, data, ca):
    """(valid, genTime, error) by openssl. A bare token and a whole answer are both taken."""

    def run(p):
        is_token = openssl("ts", "-reply", "-in", p["token"], "-text").returncode != 0
        flags = ["-token_in"] if is_token else []
        # At the time of the token, as RFC 3161 wants it, not now.
        shown = openssl("ts", "-reply", "-in", p["token"], *flags, *(["-token_out"] if is_token else []), "-text").stdout.decode(errors="replace")
        found = re.search(r"Time stamp: (.+)", shown)
        when = gen_time(found.group(1)) if found else None
        at = ["-attime", str(when)] if when is not None else []
        done = openssl("ts", "-verify", "-in", p["token"], *flags, "-data", p["data"], "-CAfile", p["ca"], *at)
        return done.returncode == 0, when, (done.stderr + done.stdout).decode(errors="replace").strip()

    return in_files(run, token=token, data=data, ca=ca)


def gen_time(text):
    import calendar
    import time

    plain = re.sub(r"\.\d+", "", text.replace(" GMT", "")).strip()
    try:
        return calendar.timegm(time.strptime(plain, "%b %d %H:%M:%S %Y"))
    except ValueError:
        return None


# --- Notes, checkpoints, proofs (C2SP) ------------------------------------------------------------------------------------
def vkey(text):
    found = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text)
    need(found, "not a vkey")
    name, ident, key = found.group(1), found.group(2), b64(found.group(3))
    need(len(key) == 33 and key[0] in (1, 4), "not an Ed25519 vkey")
    need(sha256(name.encode() + b"\n" + key)[:4].hex() == ident, "the id of the vkey is wrong")
    return {"name": name, "id": bytes.fromhex(ident), "kind": key[0], "key": key[1:], "text": text}


def open_note(note, keys):
    """Body and the keys that signed; a bad signature by a known key spoils the note."""
    need(note.endswith("\n") and "\n\n" in note and not re.search(r"[\x00-\x09\x0b-\x1f]", note), "not a note")
    body, _, tail = note.rpartition("\n\n")
    body += "\n"
    signers = []
    for line in tail[:-1].split("\n"):
        parts = line.split(" ")
        need(len(parts) == 3 and parts[0] == "—" and parts[1], "not a signature line")
        raw = b64(parts[2])
        need(len(raw) > 4, "not a signature")
        for key in keys:
            if (key["name"], key["id"]) != (parts[1], raw[:4]):
                continue
            message, signature, when = body.encode(), raw[4:], None
            if key["kind"] == 4:
                when, signature = int.from_bytes(raw[4:12], "big"), raw[12:]
                message = f"cosignature/v1\ntime {when}\n{body}".encode()
            need(len(signature) == 64 and ed25519_ok(key["key"], message, signature), f"the signature of {key['name']} is bad")
            signers.append((key, when))
    return body, signers


def open_checkpoint(note, log_keys, witness_keys=()):
    body, signers = open_note(note, [*log_keys, *witness_keys])
    lines = body[:-1].split("\n")
    need(len(lines) >= 3 and all(lines) and re.fullmatch(r"0|[1-9]\d*", lines[1]), "not a checkpoint")
    need(any(key in log_keys and key["kind"] == 1 and key["name"] == lines[0] for key, _ in signers), "not signed by the log")
    root = b64(lines[2])
    need(len(root) == 32, "not a root")
    return {"note": note, "origin": lines[0], "size": int(lines[1]), "root": root}


def parse_proof(text, first=None):
    head, found, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    need(found and len(lines) <= 66, "not a proof")
    if first:
        need(lines.pop(0) == first, "not a proof of this format")
        if lines and lines[0].startswith("extra "):
            b64(lines.pop(0)[6:])
    number = re.fullmatch(r"(?:index|old) (0|[1-9]\d*)", lines.pop(0) if lines else "")
    need(number, "not a proof")
    return int(number.group(1)), [b64(line) for line in lines], checkpoint


# --- Bags (BagIt 0.93 to 1.0) ---------------------------------------------------------------------------------------------
def unsafe(path):
    return (
        path.startswith(("/", "\\", "~"))
        or re.match(r"[A-Za-z]:", path)
        or re.match(r"%[A-Za-z_]+%|\$[A-Za-z_{]", path)
        or ".." in re.split(r"[/\\]", path)
        or "\0" in path
        or not path
    )


def plain(path):
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def decode_path(path, major):
    path = re.sub("(?i)%0d", "\r", re.sub("(?i)%0a", "\n", path))
    return path.replace("%25", "%") if major >= 1 else path


class Bag:
    def __init__(self, root):
        self.root, self.errors, self.warnings, self.sizes = root, [], [], {}
        for folder, names, files in os.walk(root):
            for name in files + [n for n in names if os.path.islink(os.path.join(folder, n))]:
                full = os.path.join(folder, name)
                path = os.path.relpath(full, root).replace(os.sep, "/")
                if os.path.islink(full) or not os.path.isfile(full):
                    self.error("bag.special-file", path, "is a link or a device")
                else:
                    self.sizes[path] = os.path.getsize(full)
        self.cache = {}

    def error(self, code, path, message):
        self.errors.append({"code": code, "path": path, "message": str(message)})

    def warn(self, code, path, message):
        self.warnings.append({"code": code, "path": path, "message": message})

    def read(self, path):
        need(path in self.sizes, f"{path} is missing")
        with open(os.path.join(self.root, path), "rb") as file:
            return file.read()

    def digests(self, path, names):
        missing = [n for n in names if (path, n) not in self.cache]
        hashes = [hashlib.new(DIGESTS[n]) for n in missing]
        if hashes:
            with open(os.path.join(self.root, path), "rb") as file:
                while chunk := file.read(1 << 20):
                    for h in hashes:
                        h.update(chunk)
        for n, h in zip(missing, hashes):
            self.cache[path, n] = h.hexdigest()
        return {n: self.cache[path, n] for n in names}

    def verify(self):
        if "bagit.txt" not in self.sizes:
            return self.error("bag.no-declaration", "bagit.txt", "there is no bagit.txt")
        if not os.path.isdir(os.path.join(self.root, "data")):
            self.error("bag.no-payload", "data", "there is no folder data")
        try:
            major, minor, encoding = self.declaration()
        except (Bad, UnicodeDecodeError) as wrong:
            return self.error("bag.declaration", "bagit.txt", wrong)
        self.manifests = {}
        for name in sorted(self.sizes):
            found = re.fullmatch(r"(?i)(tag)?manifest-([a-z0-9-]+)\.txt", name)
            if found:
                text = self.text(name, encoding)
                algorithm = found.group(2).lower().replace("-", "")
                if text is not None:
                    self.manifests[name] = (bool(found.group(1)), algorithm, self.manifest(name, text, bool(found.group(1)), algorithm, major))
        if not any(not tag and algorithm in DIGESTS for tag, algorithm, _ in self.manifests.values()):
            self.error("bag.no-manifest", "manifest-sha512.txt", "there is no payload manifest with a known digest")
        info_name = "package-info.txt" if (major, minor) < (0, 96) else "bag-info.txt"
        info = self.info(info_name, self.text(info_name, encoding) or "", major) if info_name in self.sizes else []
        if "fetch.txt" in self.sizes:
            self.fetch(self.text("fetch.txt", encoding) or "", major)
        excused = self.presence(major)
        self.oxum(info, excused)
        return info

    def declaration(self):
        text = self.read("bagit.txt").decode("utf-8")
        need(not text.startswith("\ufeff"), "begins with a byte order mark")
        lines = re.split(r"\r\n|\n|\r", text)
        lines = lines[:-1] if lines[-1] == "" else lines
        version = re.fullmatch(r"(?i)\s*BagIt-Version\s*:\s*(\d+)\.(\d+)\s*", lines[0] if lines else "")
        encoding = re.fullmatch(r"(?i)\s*Tag-File-Character-Encoding\s*:\s*(\S+)\s*", lines[1] if len(lines) > 1 else "")
        need(version and encoding, "must be two lines, version and encoding")
        major, minor = int(version.group(1)), int(version.group(2))
        need(f"{version.group(1)}.{version.group(2)}" in ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0"), "the version is not known")
        strict = len(lines) == 2 and re.fullmatch(r"BagIt-Version: \d+\.\d+", lines[0])
        strict = strict and re.fullmatch(r"Tag-File-Character-Encoding: \S+", lines[1])
        need(strict or major < 1, "must be exactly two lines")
        try:
            codecs.lookup(encoding.group(1))
        except LookupError as unknown:
            raise Bad("the encoding is not known") from unknown
        return major, minor, encoding.group(1)

    def text(self, name, encoding):
        raw = self.read(name)
        if codecs.lookup(encoding).name == "utf-16" and raw[:2] not in (b"\xfe\xff", b"\xff\xfe"):
            encoding = "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        try:
            text = raw.decode(encoding)
            return text[1:] if text.startswith("\ufeff") else text
        except UnicodeDecodeError:
            self.error("bag.encoding", name, f"is not {encoding}")
            return None

    def manifest(self, name, text, tag, algorithm, major):
        lines = {}
        length = hashlib.new(DIGESTS[algorithm]).digest_size * 2 if algorithm in DIGESTS else None
        for line in re.split(r"\r\n|\n|\r", text):
            if not line.strip():
                continue
            found = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)", line)
            if not found or (length and len(found.group(1)) != length):
                self.error("bag.manifest-line", name, "a line is not a digest and a path")
                continue
            digest, path = found.group(1).lower(), found.group(2)
            if unsafe(path) or unsafe(decode_path(path, major)):
                self.error("bag.unsafe-path", name, path)
                continue
            path = plain(path)
            if path.startswith("data/") == tag:
                self.error("bag.not-payload" if not tag else "bag.not-tag-file", name, path)
                continue
            if path in lines and (lines[path] != digest or major >= 1):
                self.error("bag.listed-twice", name, path)
            lines[path] = digest
        return lines

    def info(self, name, text, major):
        out = []
        for line in re.split(r"\r\n|\n|\r", text):
            if not line.strip():
                continue
            if line[0] in " \t" and out:
                out[-1][1] += " " + line.strip()
                continue
            label, colon, value = line.partition(":")
            if not colon or not label or (major >= 1 and label != label.strip()):
                self.error("bag.info-line", name, "a line is not Label: value")
                if not colon or not label:
                    continue
            out.append([label.strip(), value.strip()])
        return out

    def fetch(self, text, major):
        for line in re.split(r"\r\n|\n|\r", text):
            if not line.strip():
                continue
            found = re.fullmatch(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)", line)
            if not found:
                self.error("bag.fetch-line", "fetch.txt", line)
                continue
            path = found.group(3)
            listed = any(not tag and plain(path) in lines for tag, _, lines in self.manifests.values())
            if unsafe(path) or unsafe(decode_path(path, major)) or not plain(path).startswith("data/") or not listed:
                self.error("bag.unsafe-path", "fetch.txt", path)

    def presence(self, major):
        """Everything listed is there with its digest, every payload file is listed; gives the names that are excused."""
        normal = {unicodedata.normalize("NFC", path): path for path in self.sizes}
        excused, listed, wanted = set(), {}, {}
        for name, (tag, algorithm, lines) in self.manifests.items():
            for path, digest in lines.items():
                candidates = [decode_path(path, major), path]
                real = next((c for c in (candidates if major >= 1 else candidates[::-1]) if c in self.sizes), None)
                real = real or normal.get(unicodedata.normalize("NFC", candidates[0] if major >= 1 else path))
                if real is None and SYSTEM_FILE.match(path.rsplit("/", 1)[-1]) and algorithm in DIGESTS:
                    if digest == hashlib.new(DIGESTS[algorithm]).hexdigest():
                        excused.add(path)
                        self.warn("bag.system-file", path, "an empty file of an operating system is missing")
                        continue
                if real is None:
                    twins = [p for p, d in lines.items() if p != path and d == digest and p.lower() == path.lower() and p in self.sizes]
                    if not twins:
                        self.error("bag.missing", path, f"is listed in {name} and missing")
                        continue
                    real = twins[0]
                    self.warn("bag.case", path, "differs from another file in case only")
                if algorithm in DIGESTS:
                    listed.setdefault(name, set()).add(real)
                    wanted.setdefault(real, []).append((algorithm, digest))
        payload = [name for name, (tag, algorithm, _) in self.manifests.items() if not tag and algorithm in DIGESTS]
        for path in self.sizes:
            if path.startswith("data/") and payload:
                missing = [name for name in payload if path not in listed.get(name, ())]
                if len(missing) == len(payload) or (missing and major >= 1):
                    self.error("bag.not-listed", path, "is not in every payload manifest")
        for path, expected in wanted.items():
            found = self.digests(path, sorted({algorithm for algorithm, _ in expected}))
            for algorithm, digest in expected:
                if found[algorithm] != digest:
                    self.error("bag.digest", path, f"has {algorithm} {found[algorithm]}, not {digest}")
        return excused

    def oxum(self, info, excused):
        sizes = [size for path, size in self.sizes.items() if path.startswith("data/")]
        for label, value in info:
            if label.lower() != "payload-oxum":
                continue
            found = re.fullmatch(r"(\d+)\.(\d+)", value)
            good = found and int(found.group(1)) == sum(sizes)
            if not good or int(found.group(2)) not in (len(sizes), len(sizes) + len(excused)):
                self.error("bag.oxum", "bag-info.txt", f"Payload-Oxum {value}, found {sum(sizes)}.{len(sizes)}")


# --- Bundles --------------------------------------------------------------------------------------------------------------
def bundle(bag, trusted):
    def check(code, path, work):
        try:
            return work()
        except (Bad, ValueError, KeyError, TypeError, IndexError, AttributeError) as wrong:
            bag.error(code, path, wrong)
            return None

    text = lambda path: bag.read(path).decode("utf-8")  # noqa: E731
    # One form, byte for byte.
    check("evidence.form", "bagit.txt", lambda: need(text("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "differs"))
    for tag, kind in ((False, "manifest"), (True, "tagmanifest")):
        paths = sorted((p for p in bag.sizes if p.startswith("data/") != tag and not re.fullmatch(r"tagmanifest-sha(256|512)\.txt", p)), key=lambda p: p.encode("utf-16-be"))
        for name in ("sha256", "sha512"):
            encode = lambda p: p.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")  # noqa: E731
            lines = "".join(f"{bag.digests(p, [name])[name]}  {encode(p)}\n" for p in paths)
            check("evidence.form", f"{kind}-{name}.txt", lambda: need(text(f"{kind}-{name}.txt") == lines, "is not in its one form"))  # noqa: B023
    index = check("evidence.index", "data/evidence.json", lambda: json.loads(text("data/evidence.json")))
    stored = check("evidence.keys", "data/log/keys.json", lambda: json.loads(text("data/log/keys.json"))["keys"])
    if not index or not stored or index.get("format") != "sonae-bag/1":
        return bag.error("evidence.index", "data/evidence.json", "not a bundle")
    origin = index["origin"]
    keys = check("evidence.keys", "data/log/keys.json", lambda: [vkey(k["vkey"]) for k in stored]) or []
    check("evidence.keys", "data/log/keys.json", lambda: need(keys and all(k["name"] == origin and k["kind"] == 1 for k in keys), "of another log"))
    if trusted:
        check("evidence.untrusted", "data/log/keys.json", lambda: need(any(k["text"] in trusted for k in keys), "no key is trusted"))

    def rotation(old, new, statement):
        body, signers = open_note(statement, [old, new])
        need(len(signers) == 2 and body.split("\n")[:4] == ["sonae log key rotation v1", origin, old["text"], new["text"]], "not handed over")

    for i in range(1, len(keys)):
        check("evidence.rotation", "data/log/keys.json", lambda i=i: rotation(keys[i - 1], keys[i], stored[i]["statement"]))
    lines = check("evidence.witness", "data/trust/witnesses.txt", lambda: text("data/trust/witnesses.txt").split("\n"))
    witnesses = check("evidence.witness", "data/trust/witnesses.txt", lambda: [vkey(line) for line in lines if line]) or []
    opened = {}

    def checkpoint(path, size):
        found = open_checkpoint(text(path), keys, witnesses)
        need(found["origin"] == origin and found["size"] == size, "of another log or size")
        opened[found["note"]] = found
        return found

    head = check("evidence.checkpoint", "data/log/checkpoint", lambda: checkpoint("data/log/checkpoint", index["size"]))

    def consistent(size):
        found = checkpoint(f"data/log/checkpoints/{size}", size)
        old, proof, _ = parse_proof(text(f"data/log/consistency/{size}"))
        need(old == size > 0 and proves_subtree(0, size, head["size"], found["root"], head["root"], proof), "the log did not merely grow")

    for size in index["checkpoints"]:
        check("evidence.consistency", f"data/log/consistency/{size}", lambda size=size: consistent(size))
    entries = {}

    def entry(place, shown):
        path = f"data/entries/{place}.{'json' if shown else 'redacted'}"
        raw = bag.read(path)
        if shown:
            entries[place] = json.loads(raw)
        leaf = leaf_hash(raw) if shown else b64(raw.decode().strip())
        number, proof, note = parse_proof(text(f"data/proofs/{place}.tlog-proof"), "c2sp.org/tlog-proof@v1")
        need(note in opened, "rests on a checkpoint that is not in the bag")
        need(number == place and proves_inclusion(place, opened[note]["size"], leaf, proof, opened[note]["root"]), "is not in the log")

    for place, shown in [(i, True) for i in index["entries"]] + [(r["entry"], False) for r in index["redacted"]]:
        check("evidence.proof", f"data/proofs/{place}.tlog-proof", lambda place=place, shown=shown: entry(place, shown))

    def original(file):
        need(file["path"] in bag.sizes and file["path"].startswith("data/"), "is missing")
        need(bag.digests(file["path"], ["sha256"])["sha256"] == file["sha256"], "is another file")
        need(entries[file["entry"]]["body"]["sha256"] == file["sha256"], "is not the file of its entry")

    for file in index["files"]:
        check("evidence.file", file["path"], lambda file=file: original(file))
    accounted = {f["sha256"] for f in [*index["files"], *index["withheld"]]}
    accounted |= {e["body"].get("sha256") for e in entries.values() if e["kind"] == "file.shredded"}
    for place, one in entries.items():
        holds = "sealed" in one["body"] or one["kind"] in ("file.added", "folder.sealed", "testimony.given")
        if holds and one["body"].get("sha256") not in accounted:
            bag.error("evidence.file", f"data/entries/{place}.json", "its file is not accounted for")

    def stamp(s):
        note = bag.read(s["data"])
        found = open_checkpoint(note.decode(), keys, witnesses)
        need(found["size"] == s["size"] and any((o["size"], o["root"]) == (found["size"], found["root"]) for o in opened.values()), "stamps nothing here")
        good, _, words = timestamp(bag.read(s["token"]), note, bag.read(s["ca"]))
        need(good, words)

    for s in index["stamps"]:
        check("evidence.stamp", s["token"], lambda s=s: stamp(s))


# --- Commands -------------------------------------------------------------------------------------------------------------
def command_bag(folder, options):
    bag = Bag(folder)
    info = bag.verify() or []
    if "data/evidence.json" in bag.sizes or any(label == "Sonae-Bag-Format" for label, _ in info):
        bundle(bag, options.get("trust", []))
    return {"valid": not bag.errors, "errors": bag.errors, "warnings": bag.warnings}


def command_bags(folder, options):
    found = {}
    for at, names, files in os.walk(folder):
        if "bagit.txt" in files:
            names.clear()  # a bag within a bag is payload
            found[os.path.relpath(at, folder)] = command_bag(at, options)["valid"]
    return {"valid": all(found.values()) and bool(found), "bags": dict(sorted(found.items()))}


def command_vectors(folder, _):
    cases, failed = 0, []
    for at, _, files in os.walk(folder):
        for name in sorted(files):
            if not name.endswith(".json"):
                continue
            path = os.path.join(at, name)
            with open(path, encoding="utf-8") as file:
                case = json.load(file)
            try:
                accepted = vector(case)
            except (ValueError, Bad):
                accepted = False
            if accepted is None:
                continue
            cases += 1
            if accepted == case["wantErr"]:
                failed.append(os.path.relpath(path, folder))
    return {"valid": not failed and cases > 0, "cases": cases, "passed": cases - len(failed), "failed": failed}


def command_timestamp(token, options):
    parts = []
    for path in (token, options["data"][0], options["ca"][0]):
        with open(path, "rb") as file:
            parts.append(file.read())
    good, when, words = timestamp(*parts)
    return {"valid": good, "genTime": when, "errors": [] if good else [{"code": "timestamp", "message": words}]}


def command_proof(path, options):
    with open(path, encoding="utf-8") as file, open(options["entry"][0], "rb") as entry:
        index, proof, note = parse_proof(file.read(), "c2sp.org/tlog-proof@v1")
        leaf = leaf_hash(entry.read())
    head = open_checkpoint(note, [vkey(text) for text in options["trust"]])
    return {"valid": proves_inclusion(index, head["size"], leaf, proof, head["root"]), "size": head["size"]}


def command_log(folder, options):
    """Every entry of a tiled log hashes to its tile, every tile to the signed root, at every checkpoint that is there."""
    keys = [vkey(text) for text in options["trust"]]
    heads = {}
    for name in [n for n in os.listdir(folder) if n.startswith("checkpoint") and os.path.isfile(os.path.join(folder, n))]:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            head = open_checkpoint(file.read(), keys)
            heads[head["size"]] = head
    size, leaves = max(heads), []

    def path_of(n):
        text = f"{n % 1000:03d}"
        while n >= 1000:
            n //= 1000
            text = f"x{n % 1000:03d}/{text}"
        return text

    for n in range((size + 255) // 256):
        width = min(256, size - 256 * n)
        suffix = "" if width == 256 else f".p/{width}"
        with open(os.path.join(folder, "tile/entries", path_of(n) + suffix), "rb") as file:
            raw = file.read()
        hashes, at = [], 0
        while at < len(raw):
            length = int.from_bytes(raw[at : at + 2], "big")
            hashes.append(leaf_hash(raw[at + 2 : at + 2 + length]))
            at += 2 + length
        with open(os.path.join(folder, "tile/0", path_of(n) + suffix), "rb") as file:
            need(file.read() == b"".join(hashes) and len(hashes) == width, f"tile {n} is not what its entries give")
        leaves += hashes
    for at, head in heads.items():
        need(tree_hash(leaves[:at]) == head["root"], f"the root of size {at} is another")
    return {"valid": True, "size": size, "checkpoints": len(heads)}


def main(argv):
    commands = {"bag": command_bag, "bags": command_bags, "vectors": command_vectors, "timestamp": command_timestamp, "proof": command_proof, "log": command_log}
    if len(argv) < 2 or argv[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    options = {}
    for name, value in zip(argv[2::2], argv[3::2]):
        options.setdefault(name.removeprefix("--"), []).append(value)
    try:
        result = commands[argv[0]](argv[1], options)
    except (Bad, ValueError) as wrong:
        result = {"valid": False, "errors": [{"code": argv[0], "message": str(wrong)}]}
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if result["valid"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

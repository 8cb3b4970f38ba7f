#!/usr/bin/env python3
"""Checks a Wasl receipt without Wasl: python3 and openssl only.

usage: verify_receipt.py RECEIPT.zip SENDER-ANCHOR.json RECEIVER-ANCHOR.json [BODY]

Checks the inclusion proof (RFC 6962), the sender's Ed25519 line on the checkpoint and the receiver's Ed25519
cosignature (C2SP signed-note, tlog-cosignature), and the commitment to the body. The ML-DSA-44 lines need a library of
their own and are listed as not checked.
"""
import base64, hashlib, json, struct, subprocess, sys, tempfile, zipfile

DER = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo of Ed25519, RFC 8410


def ed25519(key, message, signature):
    files = []
    for content in (DER + key, message, signature):
        f = tempfile.NamedTemporaryFile(delete=False)
        f.write(content)
        f.close()
        files.append(f.name)
    run = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files[0], "-rawin", "-in", files[1],
           "-sigfile", files[2]]
    return subprocess.run(run, capture_output=True).returncode == 0


def vkey(text):
    name, key_id, key = text.split("+", 2)
    raw = base64.b64decode(key)
    return name, bytes.fromhex(key_id), raw[0], raw[1:]


def line_of(lines, name, key_id):
    for line in lines:
        _, n, b = line.split(" ")
        raw = base64.b64decode(b)
        if n == name and raw[:4] == key_id:
            return raw[4:]
    sys.exit("REFUTED: no line of " + name)


def main():
    parts = zipfile.ZipFile(sys.argv[1])
    sender, receiver = (json.load(open(f)) for f in sys.argv[2:4])
    entry, proof = parts.read("entry"), parts.read("proof.tlog-proof").decode()
    head, note = proof.split("\n\n", 1)
    lines = head.split("\n")
    index, path = int(lines[1].split(" ")[1]), [base64.b64decode(x) for x in lines[2:]]
    text, signatures = note.split("\n\n", 1)
    text, signatures = text + "\n", signatures.strip("\n").split("\n")
    origin, size, root = text.split("\n")[0], int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
    assert origin.startswith(f"wasl/{sender['node']}/{receiver['node']}/"), "another pair of nodes"

    node, last, digest = index, size - 1, hashlib.sha256(b"\0" + entry).digest()
    for sibling in path:
        if node & 1 or node == last:
            digest = hashlib.sha256(b"\1" + sibling + digest).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            digest = hashlib.sha256(b"\1" + digest + sibling).digest()
        node, last = node >> 1, last >> 1
    if last != 0 or digest != root:
        sys.exit("REFUTED: the entry is not in the log")

    for key in sender["logKeys"]:
        name, key_id, kind, raw = vkey(key)
        if kind == 1 and not ed25519(raw, text.encode(), line_of(signatures, name, key_id)):
            sys.exit("REFUTED: the log's signature is false")
    for key in receiver["mirrorKeys"]:
        name, key_id, kind, raw = vkey(key)
        if kind == 4:
            line = line_of(signatures, name, key_id)
            time = struct.unpack(">Q", line[:8])[0]
            if not ed25519(raw, f"cosignature/v1\ntime {time}\n{text}".encode(), line[8:]):
                sys.exit("REFUTED: the receiver's cosignature is false")
    if len(sys.argv) > 4:
        salt, body = parts.read("salt"), open(sys.argv[4], "rb").read()
        commitment = base64.b64encode(hashlib.sha256(b"wasl/body/v1" + salt + body).digest()).decode()
        if commitment != json.loads(entry)["com"]:
            sys.exit("REFUTED: the body is another")
    print("PROVED", origin, "index", index, json.loads(entry)["id"], "(ML-DSA-44 lines not checked)")


main()

package org.wasl.border.linking;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.wasl.border.NodeId;
import org.wasl.border.seal.Algorithm;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.seal.SigningKey;
import org.wasl.border.seal.VerifierKey;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// The online keys of a node: for its logs and, as a distinct cosigner, for its mirrors.
public record NodeKeys(NodeId node, List<SigningKey> log, List<SigningKey> mirror) {
  public NodeKeys {
    log = List.copyOf(log);
    mirror = List.copyOf(mirror);
  }

  /// Makes Ed25519 and ML-DSA-44 keys for both.
  public static NodeKeys make(NodeId node, SecureRandom random) {
    return new NodeKeys(
        node,
        List.of(
            SigningKey.make(node + "/log", Algorithm.ED25519, random),
            SigningKey.make(node + "/log", Algorithm.ML_DSA_44, random)),
        List.of(
            SigningKey.make(node + "/mirror", Algorithm.ED25519_COSIGNATURE, random),
            SigningKey.make(node + "/mirror", Algorithm.ML_DSA_44, random)));
  }

  /// These keys and those of a rollover, which sign beside each other in the overlap.
  public NodeKeys with(NodeKeys next) {
    List<SigningKey> logs = new ArrayList<>(log);
    logs.addAll(next.log());
    List<SigningKey> mirrors = new ArrayList<>(mirror);
    mirrors.addAll(next.mirror());
    return new NodeKeys(node, logs, mirrors);
  }

  /// These keys and one in a token, which signs the logs beside them.
  public NodeKeys with(SigningKey token) {
    List<SigningKey> logs = new ArrayList<>(log);
    logs.add(token);
    return new NodeKeys(node, logs, mirror);
  }

  /// The keys among these that some of the anchors name.
  public NodeKeys of(List<Anchor> anchors) {
    return new NodeKeys(
        node,
        log.stream()
            .filter(key -> anchors.stream().anyMatch(a -> a.logKeys().contains(key.verifier())))
            .toList(),
        mirror.stream()
            .filter(key -> anchors.stream().anyMatch(a -> a.mirrorKeys().contains(key.verifier())))
            .toList());
  }

  public List<VerifierKey> logVerifiers() {
    return log.stream().map(SigningKey::verifier).toList();
  }

  public List<VerifierKey> mirrorVerifiers() {
    return mirror.stream().map(SigningKey::verifier).toList();
  }

  /// Signs a checkpoint of an own log with every log key.
  public SignedNote sign(String checkpoint, long time) {
    return new SignedNote(checkpoint, log.stream().map(key -> key.sign(checkpoint, time)).toList());
  }

  /// The cosignatures of every mirror key.
  public List<SignedNote.Line> cosign(String checkpoint, long time) {
    return mirror.stream().map(key -> key.sign(checkpoint, time)).toList();
  }

  /// The secret form, for the node's key file; a key in a token is not in it.
  public Json.Obj json() {
    return Json.Obj.with()
        .put("node", node.value())
        .put(
            "log",
            Json.Arr.of(
                log.stream().filter(key -> !key.isInToken()).map(SigningKey::json).toList()))
        .put("mirror", Json.Arr.of(mirror.stream().map(SigningKey::json).toList()))
        .end();
  }

  public static NodeKeys read(JsonObjectReader in) {
    NodeId node = new NodeId(in.string("node"));
    NodeKeys keys = new NodeKeys(node, keys(in, "log"), keys(in, "mirror"));
    in.end();
    return keys;
  }

  private static List<SigningKey> keys(JsonObjectReader in, String name) {
    List<SigningKey> keys = new ArrayList<>();
    in.objects(name).forEach(each -> keys.add(SigningKey.read(each)));
    return keys;
  }
}

package org.takeup.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.app.TestPlatform;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Change;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Something that is known again in every collection that a workspace has. */
final class Canaries {
    /** A chain of entries, in which nothing can be put by hand. */
    static final Set<String> CHAINED = Set.of("audit", "audit_head");

    private Canaries() {}

    /** Puts one into each collection, with a value of each kind that is ever stored. */
    static void plant(Workspace workspace, AuditTrail trail, String canary) {
        for (CollectionSpec spec : TestPlatform.collections()) {
            if (!CHAINED.contains(spec.name())) {
                workspace.collection(spec).put(canary + "/of-" + spec.name(), document(workspace, canary));
            }
        }
        for (int i = 0; i < 3; i++) {
            trail.note(
                    workspace,
                    new Deed(
                            "plan.changed",
                            "plan=" + i,
                            Actor.platform("tests"),
                            "192.0.2.1",
                            "r" + i,
                            List.of(new Change("field", null, canary))));
        }
    }

    private static Document document(Workspace workspace, String canary) {
        byte[] sealed = workspace.sealer().seal(canary.getBytes(java.nio.charset.StandardCharsets.UTF_8), "canary");
        return new Document("userName", canary)
                .append("text", "a \"" + canary + "\" \n \u2028 ü")
                .append("int", 7)
                .append("long", 1L << 40)
                .append("double", 0.1)
                .append("yes", true)
                .append("nothing", null)
                .append("at", new Date(1_700_000_000_123L))
                .append("raw", new Binary(new byte[] {0, 1, -1}))
                .append("sealed", new Binary(sealed))
                // What pages show of these must be readable.
                .append("state", "READY")
                .append("asked", new Date(0))
                .append("expires", new Date(0))
                .append("documents", 0L)
                .append("bytes", 0L)
                .append("sha256", "none")
                .append("finished", true)
                .append("lines", List.of())
                .append("audit", 0L)
                .append("remarks", List.of())
                .append("list", List.of(1, "two", new Document("three", 3L)))
                .append("urn:with:dots:2.0:User", new Document("deep", List.of()));
    }

    /** Collections in which the text stands somewhere. */
    static Set<String> hits(Workspace workspace, String text) {
        var hits = new java.util.TreeSet<String>();
        dump(workspace).forEach((name, documents) -> {
            if (documents.toString().contains(text)) {
                hits.add(name);
            }
        });
        return hits;
    }

    /** All documents by collection, without their tenant, in order; bytes as text. */
    static Map<String, List<String>> dump(Workspace workspace) {
        var all = new TreeMap<String, List<String>>();
        for (CollectionSpec spec : TestPlatform.collections()) {
            var documents = new ArrayList<String>();
            for (Document each : workspace.collection(spec).all()) {
                var body = new Document(each);
                body.remove("_id");
                body.remove("t");
                documents.add(TenantCollection.id(each) + " " + plain(body));
            }
            documents.sort(null);
            all.put(spec.name(), documents);
        }
        return all;
    }

    private static String plain(Object value) {
        return switch (value) {
            case Document document -> {
                var text = new StringBuilder("{");
                document.forEach((name, each) -> text.append(name)
                        .append(": ")
                        .append(each == null ? "null" : plain(each))
                        .append(", "));
                yield text.append("}").toString();
            }
            case List<?> list -> list.stream().map(Canaries::plain).toList().toString();
            case Binary binary ->
                Arrays.toString(binary.getData())
                        + new String(binary.getData(), java.nio.charset.StandardCharsets.ISO_8859_1);
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}

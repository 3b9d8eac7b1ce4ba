package org.takeup.reach;

import static com.mongodb.client.model.Filters.eq;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The links that stand in steps' approved words, in MongoDB: each once a step. Nothing else can be gone to. */
final class LinkStore {
    static final CollectionSpec LINKS = CollectionSpec.named("step_links").index("step");

    /** A step with more links leads to the rest of them directly. */
    private static final int MOST_OF_A_STEP = 50;

    private final TenantCollection links;

    LinkStore(Workspace workspace) {
        this.links = workspace.collection(LINKS);
    }

    /** A link. @param target an address of http or https, as it stood in the mail */
    record Link(String planId, String stepId, String target) {}

    static String idOf(String stepId, String target) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(target.getBytes(StandardCharsets.UTF_8));
            return stepId + ":" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Keeps a link, once. @return false if the step has as many as it may have, and this is not one of them */
    boolean keep(Link link) {
        String id = idOf(link.stepId(), link.target());
        if (links.find(id).isPresent()) {
            return true;
        }
        if (links.count(eq("step", link.stepId())) >= MOST_OF_A_STEP) {
            return false;
        }
        // Somebody else may have kept it just now: it is the same.
        links.insert(
                id,
                new Document("plan", link.planId())
                        .append("step", link.stepId())
                        .append("target", link.target()));
        return true;
    }

    Optional<Link> find(String id) {
        return links.find(id)
                .map(row -> new Link(row.getString("plan"), row.getString("step"), row.getString("target")));
    }
}

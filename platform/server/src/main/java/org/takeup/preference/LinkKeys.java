package org.takeup.preference;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The random key of each tenant that signs its people's links. Made when it is first needed, stored sealed with the
 * tenant's own data key, and never changed; so it is read once. Thread-safe.
 */
final class LinkKeys {
    static final CollectionSpec KEYS = CollectionSpec.named("told_keys");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ID = "links";
    private static final String PURPOSE = "told-links";
    private static final int BYTES = 32;

    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    /** 256 bits over these parts, fit for an address. Parts are told apart: none of them may hold a line break. */
    String sign(Workspace workspace, String... parts) {
        String text = "link:1\n" + workspace.tenant().id() + "\n" + String.join("\n", parts);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(workspace), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Whether the tenant has ever made a link; if not, none is real. */
    boolean isUsed(Workspace workspace) {
        return known.containsKey(workspace.tenant().id())
                || workspace.collection(KEYS).find(ID).isPresent();
    }

    private byte[] key(Workspace workspace) {
        return known.computeIfAbsent(workspace.tenant().id(), ignored -> stored(workspace));
    }

    private static byte[] stored(Workspace workspace) {
        TenantCollection keys = workspace.collection(KEYS);
        if (keys.find(ID).isEmpty()) {
            byte[] fresh = new byte[BYTES];
            RANDOM.nextBytes(fresh);
            // Of two nodes that make one, the first one's counts.
            keys.insert(ID, new Document("sealed", new Binary(workspace.sealer().seal(fresh, PURPOSE))));
        }
        byte[] sealed = keys.find(ID)
                .map(found -> found.get("sealed", Binary.class).getData())
                .orElseThrow(() -> new IllegalStateException("The key of links was just removed"));
        return workspace
                .sealer()
                .open(sealed, PURPOSE)
                .orElseThrow(() -> new IllegalStateException("The key of links does not open"));
    }

    @Override
    public String toString() {
        return "LinkKeys";
    }
}

package org.takeup.people;

import static com.mongodb.client.model.Updates.set;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Whom no source may bring back, because they were erased. Only keyed digests are kept, with a key that is sealed with
 * the workspace's: nobody can read from them who it was. An entry lapses when no source has sent the person for
 * {@value #QUIET_DAYS} days; whoever comes then comes anew.
 */
public final class ErasedStore {
    public static final CollectionSpec ERASED = CollectionSpec.named("erased");

    private static final int QUIET_DAYS = 90;
    private static final Duration QUIET = Duration.ofDays(QUIET_DAYS);
    private static final Duration NOTED_EVERY = Duration.ofDays(1);
    private static final int BATCH = 1_000;
    private static final String KEY = "key";
    private static final String PURPOSE = "erased-key";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Workspace workspace;
    private final TenantCollection erased;

    ErasedStore(Workspace workspace) {
        this.workspace = workspace;
        this.erased = workspace.collection(ERASED);
    }

    void add(Collection<String> names) {
        byte[] key = key().orElseGet(this::newKey);
        Date now = Date.from(workspace.clock().instant());
        names.forEach(name -> erased.put(digest(key, name), new Document("seen", now)));
    }

    /** Those of these names that were erased. Says now that a source still sends them. */
    Set<String> of(Collection<String> names) {
        Optional<byte[]> key = names.isEmpty() ? Optional.empty() : key();
        if (key.isEmpty()) {
            return Set.of();
        }
        var byDigest = new HashMap<String, String>();
        names.forEach(name -> byDigest.put(digest(key.get(), name), name));
        var found = new HashSet<String>();
        var digests = List.copyOf(byDigest.keySet());
        for (int from = 0; from < digests.size(); from += BATCH) {
            erased.findAll(digests.subList(from, Math.min(digests.size(), from + BATCH)))
                    .forEach(each -> {
                        if (stillSent(each)) {
                            found.add(Objects.requireNonNull(byDigest.get(TenantCollection.id(each))));
                        }
                    });
        }
        return found;
    }

    private boolean stillSent(Document entry) {
        Instant now = workspace.clock().instant();
        Instant seen = entry.getDate("seen").toInstant();
        String id = TenantCollection.id(entry);
        if (seen.plus(QUIET).isBefore(now)) {
            erased.delete(id);
            return false;
        }
        if (seen.plus(NOTED_EVERY).isBefore(now)) {
            erased.update(id, set("seen", Date.from(now)));
        }
        return true;
    }

    private Optional<byte[]> key() {
        return erased.find(KEY)
                .map(found -> found.get("sealed", Binary.class).getData())
                .map(kept -> workspace
                        .sealer()
                        .open(kept, PURPOSE)
                        .orElseThrow(() -> new IllegalStateException("The key of erased people does not open")));
    }

    private byte[] newKey() {
        byte[] fresh = new byte[32];
        RANDOM.nextBytes(fresh);
        Map<String, Object> sealed =
                Map.of("sealed", new Binary(workspace.sealer().seal(fresh, PURPOSE)));
        erased.insert(KEY, new Document(sealed));
        // Another node may have been faster.
        return key().orElseThrow();
    }

    private static String digest(byte[] key, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}

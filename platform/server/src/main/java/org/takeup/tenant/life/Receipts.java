package org.takeup.tenant.life;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Hkdf;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.Store;
import org.takeup.tenant.Tenant;

/**
 * Receipts for what was deleted, signed with a key of the installation (Ed25519, made from the master key, so that every
 * node has it). {@code platform/archive.md} says how anybody checks one. Thread-safe.
 */
public final class Receipts {
    /** How a public Ed25519 key begins in X.509 (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final MongoCollection<Document> departed;
    private final Ed25519Sign signer;
    private final byte[] publicKey;

    /** @param masterKey 32 bytes */
    public Receipts(Store store, byte[] masterKey) {
        this.departed = store.control("departed");
        try {
            byte[] seed = Hkdf.computeHkdf(
                    "HMACSHA256", masterKey, new byte[0], "receipts".getBytes(StandardCharsets.UTF_8), 32);
            var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            this.signer = new Ed25519Sign(pair.getPrivateKey());
            this.publicKey = pair.getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make the key for receipts", e);
        }
    }

    /**
     * A receipt.
     *
     * @param receipt the JSON that was signed, as its UTF-8 bytes
     * @param signature of those bytes, Ed25519, in base64
     * @param publicKey to check it with, in PEM
     */
    public record Receipt(String slug, String receipt, String signature, String publicKey) {}

    /** All receipts. */
    public List<Receipt> list() {
        var receipts = new ArrayList<Receipt>();
        // A handful of documents; one without a receipt is of a tenant that is still being deleted.
        for (Document each : departed.find()) {
            if (each.containsKey("receipt")) {
                byte[] signature = each.get("signature", Binary.class).getData();
                receipts.add(new Receipt(
                        each.getString("slug"),
                        each.getString("receipt"),
                        Base64.getEncoder().encodeToString(signature),
                        pem()));
            }
        }
        return receipts;
    }

    /** Notes what there is before it is deleted; what was noted first stays. */
    void expect(Tenant tenant, Map<String, Long> documents) {
        departed.updateOne(
                eq(tenant.id()),
                combine(
                        setOnInsert("slug", tenant.slug()),
                        setOnInsert("documents", new Document(new TreeMap<>(documents)))),
                new UpdateOptions().upsert(true));
    }

    /** Signs that it is gone. Doing it twice changes nothing. */
    void sign(Tenant tenant, Instant now, List<String> steps) {
        Document found = departed.find(eq(tenant.id())).first();
        if (found == null || found.containsKey("receipt")) {
            return;
        }
        var documents = new JsonObject();
        found.get("documents", Document.class).forEach(documents::put);
        String receipt = new JsonObject()
                .put("format", "takeup-deletion-receipt")
                .put("version", 1)
                .put("tenant", tenant.id())
                .put("address", tenant.slug())
                .put("organisation", tenant.name())
                .put("placement", tenant.placement().name())
                .put("deleted", now.toString())
                .put("documents", documents)
                .put("dataKeyDestroyed", true)
                .put("steps", new io.vertx.core.json.JsonArray(steps))
                .encode();
        try {
            byte[] signature = signer.sign(receipt.getBytes(StandardCharsets.UTF_8));
            departed.updateOne(
                    eq(tenant.id()), combine(set("receipt", receipt), set("signature", new Binary(signature))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign a receipt", e);
        }
    }

    private String pem() {
        byte[] der = new byte[X509.length + publicKey.length];
        System.arraycopy(X509, 0, der, 0, X509.length);
        System.arraycopy(publicKey, 0, der, X509.length, publicKey.length);
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
    }
}

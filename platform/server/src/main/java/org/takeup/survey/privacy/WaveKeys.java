package org.takeup.survey.privacy;

import static com.mongodb.client.model.Filters.eq;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The keys of an anonymous wave, each made when it is first needed, sealed with the tenant's key, gone with the wave's end. */
final class WaveKeys {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_wave_keys").index("wave");

    private final Workspace workspace;
    private final TenantCollection keys;
    private final String wave;

    WaveKeys(Workspace workspace, String wave) {
        this.workspace = workspace;
        this.keys = workspace.collection(SPEC);
        this.wave = wave;
    }

    boolean has(String unit) {
        return keys.find(id(unit)).isPresent();
    }

    private String id(String unit) {
        return wave + ":unit:" + HexFormat.of().formatHex(Randoms.digest(unit.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    /** The key that lets people of a unit in. */
    CellKey ofUnit(String unit) {
        String id = id(unit);
        Document stored = keys.find(id).orElseGet(() -> {
            byte[] fresh = CellKey.fresh().bytes();
            return kept(id, new Document("unit", unit).append("secret", seal(id, fresh)));
        });
        return CellKey.of(open(id, stored));
    }

    /** The public key to which finished answers are sealed. */
    byte[] forAnswers() {
        return pair().get("open", Binary.class).getData();
    }

    /** The key that opens them; none if nobody has finished. */
    Optional<byte[]> opening() {
        return keys.find(answers()).map(stored -> open(answers(), stored));
    }

    private Document pair() {
        return keys.find(answers()).orElseGet(() -> {
            Seals.Pair fresh = Seals.freshPair();
            return kept(
                    answers(),
                    new Document("open", new Binary(fresh.open())).append("secret", seal(answers(), fresh.secret())));
        });
    }

    private String answers() {
        return wave + ":answers";
    }

    /** Of two nodes that make the same key, the first one's counts. */
    private Document kept(String id, Document fresh) {
        keys.insert(id, fresh.append("wave", wave));
        return keys.find(id).orElseThrow(() -> new IllegalStateException("The wave's keys were just destroyed"));
    }

    private Binary seal(String id, byte[] secret) {
        return new Binary(workspace.sealer().seal(secret, id));
    }

    private byte[] open(String id, Document stored) {
        return workspace
                .sealer()
                .open(stored.get("secret", Binary.class).getData(), id)
                .orElseThrow(() -> new IllegalStateException("A key of wave " + wave + " does not open"));
    }

    void destroy() {
        keys.deleteAll(eq("wave", wave));
    }
}

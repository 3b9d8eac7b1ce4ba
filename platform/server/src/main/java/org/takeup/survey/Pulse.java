package org.takeup.survey;

import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The signs of life of a draw, by which it is told from one whose node died, however long it takes. Stored beside the list of
 * whom it draws, in no list itself. For one thread; blocks on the store.
 */
final class Pulse {
    /** After so long without a sign of life, a draw is taken for abandoned. One beats far more often. */
    static final Duration SILENT = Duration.ofMinutes(10);

    private static final Duration OFTEN = Duration.ofSeconds(20);
    private static final String AT = "at";

    private final TenantCollection lists;
    private final String id;
    private final Workspace workspace;
    private Instant last = Instant.MIN;

    /** @param draw its name, from {@link Rotation#newDraw} */
    Pulse(Workspace workspace, String draw) {
        this.workspace = workspace;
        this.lists = workspace.collection(Named.LISTS);
        this.id = draw + ":pulse";
    }

    /** The first sign of life, before anybody is held. */
    void begin() {
        last = workspace.clock().instant();
        lists.put(id, new Document(AT, Date.from(last)));
    }

    /**
     * Gives a sign of life if the last one was a while ago.
     *
     * @throws IllegalStateException if the draw was taken for abandoned and undone: what it holds may be somebody else's
     */
    void beat() {
        if (workspace.clock().instant().isBefore(last.plus(OFTEN))) {
            return;
        }
        last = workspace.clock().instant();
        if (!lists.update(id, set(AT, Date.from(last)))) {
            throw new IllegalStateException("A draw gave no sign of life for " + SILENT + " and was undone");
        }
    }

    /** How much longer the draw has to be silent before it is taken for abandoned; empty if it is. */
    Optional<Duration> wait(Instant now) {
        return lists.find(id)
                .map(stored -> stored.getDate(AT).toInstant().plus(SILENT))
                .filter(silent -> silent.isAfter(now))
                .map(silent -> Duration.between(now, silent));
    }

    /** Forgets the draw: it is kept with its wave, or undone. */
    void end() {
        lists.delete(id);
    }
}

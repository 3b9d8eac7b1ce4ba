package org.takeup.preference;

import java.util.Optional;
import java.util.function.Function;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * How many messages anybody gets in seven days at most, over all plans: the organisation's one number, which what is sent
 * obeys and what is planned is checked against. Thread-safe; calls block.
 *
 * <p>Planning once had a number of its own. Whoever has saved neither since then has the stricter of the two; the first
 * question finds that out and notes it.
 */
public final class WeeklyCap {
    /** The largest that can be set. */
    public static final int LARGEST = 50;

    private volatile Function<Workspace, Optional<Integer>> planned = workspace -> Optional.empty();

    /** @param version 0 if nobody has set it here */
    record Seen(int most, long version) {}

    /** Says where planning once kept a number of its own. While wiring. */
    public void alsoPlanned(Function<Workspace, Optional<Integer>> planned) {
        this.planned = planned;
    }

    /** The number that counts now. */
    public int most(Workspace workspace) {
        return seen(workspace).most();
    }

    Seen seen(Workspace workspace) {
        var store = new CapStore(workspace);
        CapStore.Cap cap = store.cap();
        if (!cap.joined()) {
            Optional<Integer> stricter = planned.apply(workspace).filter(most -> most < cap.most());
            store.join(cap, stricter);
            return new Seen(stricter.orElse(cap.most()), cap.version());
        }
        return new Seen(cap.most(), cap.version());
    }

    /**
     * Sets it.
     *
     * @param version the version that was changed
     * @throws Problem 422 if it is no such number, 412 if it was changed meanwhile
     */
    void set(Workspace workspace, int most, long version) {
        if (most < 1 || most > LARGEST) {
            throw Problem.invalid("most", "Please give a whole number from 1 to " + LARGEST + ".");
        }
        if (!new CapStore(workspace).put(most, version)) {
            throw new Changed("cap");
        }
    }
}

package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/**
 * Notes on open waves what could be shown of them, whenever people came onto a roll: on the wave whose people they are, and on
 * those that stand beside it, as whichever closes later loses. What is shown in the end is decided when a wave closes.
 *
 * <p>Used by one thread; blocks on the store.
 */
final class FewApartNotes {
    /** Of the others; each is measured by itself. */
    private static final int MOST = 20;

    private final Workspace workspace;
    private final ShownStore store;

    FewApartNotes(Workspace workspace) {
        this.workspace = workspace;
        this.store = new ShownStore(workspace);
    }

    /**
     * Ends a run of inviting. Changes nothing if another run has begun, which will say it of a later roll.
     *
     * @param end of the run, should nobody have stopped it
     */
    void ended(Wave wave, Course.Inviting end) {
        FewApart.Shown soFar = new FewApart(workspace).soFar(wave);
        Optional<String> trouble = FewApartWords.invited(soFar);
        boolean current = store.invitedAll(wave.id(), end, soFar, trouble)
                || store.invitedUntilStopped(wave.id(), end.run(), soFar, trouble);
        if (current && !wave.fieldwork().pilot()) {
            beside(wave);
        }
    }

    private void beside(Wave wave) {
        List<Wave> others = Round.of(workspace, wave).beside(workspace).stream()
                .filter(other -> other.state() == Wave.State.OPEN)
                .limit(MOST)
                .toList();
        for (Wave other : others) {
            FewApart.Shown now = new FewApart(workspace).soFar(other);
            if (now != store.soFar(other.id())) {
                store.keepSoFar(other.id(), now, FewApartWords.invitedBeside(now, wave.title()));
            }
        }
    }
}

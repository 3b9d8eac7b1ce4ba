package org.takeup.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/**
 * Notes on open waves what could be shown of them, whenever people came onto a roll: on the wave whose people they are, and on
 * those that stand beside it, as whichever closes later loses. What is shown in the end is decided when a wave closes.
 *
 * <p>Used by one thread; blocks on the store.
 */
final class FewApartNotes {
    /** Of the others. */
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
        List<Wave> others = wave.fieldwork().pilot() ? List.of() : openBeside(wave);
        var measured = new ArrayList<>(others);
        measured.add(wave);
        Map<String, FewApart.Shown> all = new FewApart(workspace).soFar(measured);
        FewApart.Shown soFar = all.getOrDefault(wave.id(), FewApart.Shown.NOTHING);
        Optional<String> trouble = FewApartWords.invited(soFar);
        boolean current = store.invitedAll(wave.id(), end, soFar, trouble)
                || store.invitedUntilStopped(wave.id(), end.run(), soFar, trouble);
        if (current) {
            others.forEach(other -> keep(other, all.getOrDefault(other.id(), FewApart.Shown.NOTHING), wave));
        }
    }

    private List<Wave> openBeside(Wave wave) {
        return Round.of(workspace, wave).beside(workspace).stream()
                .filter(other -> other.state() == Wave.State.OPEN)
                .limit(MOST)
                .toList();
    }

    private void keep(Wave other, FewApart.Shown now, Wave beside) {
        if (now != store.soFar(other.id())) {
            store.keepSoFar(other.id(), now, FewApartWords.invitedBeside(now, beside.title()));
        }
    }
}

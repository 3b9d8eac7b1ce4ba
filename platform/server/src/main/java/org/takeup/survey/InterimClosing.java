package org.takeup.survey;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.asking.Shown;
import org.takeup.survey.scoring.Gaps;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.LeftOut;
import org.takeup.survey.scoring.Unseen;
import org.takeup.survey.scoring.UnseenTally;
import org.takeup.tenant.Workspace;

/**
 * Notes of a wave that has closed how many people are in no figure that was shown while it was open, while that is still known:
 * the final results must not tell of fewer. Nobody can read live figures of it any more: they are shown of open waves only,
 * and that is asked after they were read.
 */
final class InterimClosing {
    private final Workspace workspace;
    private final Wave wave;

    InterimClosing(Workspace workspace, Wave wave) {
        this.workspace = workspace;
        this.wave = wave;
    }

    /** Safe to repeat; changes nothing once the separation has begun. @param shown as the answers will be counted */
    void keepUnseen(FewApart.Shown shown) {
        if (wave.state() != Wave.State.CLOSED) {
            return;
        }
        Snapshot snapshot = new WaveStore(workspace).snapshot(wave.id()).orElseThrow();
        var interim = new Interim(snapshot.questionnaire(), snapshot.scoring());
        var store = new InterimStore(workspace, wave.id());
        var groups = new LinkedHashMap<String, InterimGroup>();
        Map<String, Integer> placed = new HashMap<>();
        store.all().forEach(unit -> {
            placed.putAll(unit.placed());
            unit.kept()
                    .ifPresent(kept -> groups.put(
                            unit.unit(),
                            new InterimGroup(interim, wave.privacy().smallestGroup(), kept)));
        });
        if (groups.values().stream().noneMatch(InterimGroup::shows)) {
            return;
        }
        // As the results will count them.
        var gaps = new Gaps(snapshot.scoring(), wave.privacy().smallestGroup());
        store.finished().forEach(ballot -> gaps.add(ballot.unit(), asked(snapshot, ballot.answers())));
        LeftOut leftOut = gaps.leftOut();
        var tally = new UnseenTally(interim, groups);
        store.finished()
                .forEach(ballot -> tally.add(
                        ballot.unit(),
                        leftOut.counted(ballot.unit(), asked(snapshot, ballot.answers())),
                        ballot.nobodys()
                                ? UnseenTally.NOBODYS
                                : ballot.batch() > 0 ? ballot.batch() : placed.getOrDefault(ballot.id(), 0)));
        Unseen unseen = tally.result();
        new ShownStore(workspace).keepUnseen(wave.id(), shown == FewApart.Shown.ALL ? unseen : unseen.together());
    }

    private static Map<String, Answer> asked(Snapshot snapshot, Map<String, Answer> answers) {
        return Shown.of(snapshot.questionnaire(), answers).answers();
    }
}

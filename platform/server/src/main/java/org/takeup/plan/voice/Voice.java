package org.takeup.plan.voice;

import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;

/**
 * Whose view can count most, as the learner-voice instrument asks it ({@code view-first}: one choice), and what the source
 * says of it: 55 % their line managers, 23 % their peers, less than 10 % HR or L&D. The source does not say whom the other 12 %
 * named. That share stays unstated: as a prior it is spread evenly over the answers that the source does not mention, since
 * nothing speaks for one of them.
 */
enum Voice {
    LINE_MANAGER("line-manager", "Their line manager", Messenger.LINE_MANAGER, 0.55),
    COLLEAGUE("colleague", "A colleague", Messenger.PEER, 0.23),
    LEARNING_TEAM("hr-ld", "HR or the learning team", Messenger.LEARNING_TEAM, 0.10),
    SENIOR_LEADER("senior-leader", "A senior leader", Messenger.SPONSOR, Voice.UNSTATED / Voice.UNNAMED),
    TRAINER("trainer", "A trainer", Messenger.TRAINER, Voice.UNSTATED / Voice.UNNAMED),
    OUTSIDE("outside", "Someone outside work", null, Voice.UNSTATED / Voice.UNNAMED),
    NOBODY("nobody", "Nobody but themselves", null, Voice.UNSTATED / Voice.UNNAMED);

    /** The share that the source leaves open: 1 less 0.55, 0.23 and 0.10, which is an upper bound itself. */
    static final double UNSTATED = 0.12;

    private static final int UNNAMED = 4;

    private final String answer;
    private final String label;
    private final Optional<Messenger> messenger;
    private final double prior;

    Voice(String answer, String label, @org.jspecify.annotations.Nullable Messenger messenger, double prior) {
        this.answer = answer;
        this.label = label;
        this.messenger = Optional.ofNullable(messenger);
        this.prior = prior;
    }

    /** The id of the choice in the questionnaire. */
    String answer() {
        return answer;
    }

    String label() {
        return label;
    }

    /** Who speaks with this voice in a plan; nobody can with some. */
    Optional<Messenger> messenger() {
        return messenger;
    }

    /** Its share before anybody was asked. */
    double prior() {
        return prior;
    }

    /** Whether the source gives a figure for it. */
    boolean stated() {
        return ordinal() <= LEARNING_TEAM.ordinal();
    }
}

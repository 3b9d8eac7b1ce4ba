package org.takeup.plugin.isolated;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.isolated.wire.Operation;

/** A survey instrument in another process. */
// What comes back has the operation's own type; null is the guard's affair, as it is in process.
@SuppressWarnings({"unchecked", "NullAway"})
final class RemoteInstrument implements SurveyInstrument {
    private final IsolatedPlugin plugin;

    RemoteInstrument(IsolatedPlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public InstrumentProfile profile() {
        return (InstrumentProfile) plugin.ask(Operation.INSTRUMENT_PROFILE);
    }

    @Override
    public Questionnaire questionnaire() {
        return (Questionnaire) plugin.ask(Operation.QUESTIONNAIRE);
    }

    @Override
    public ScoringModel scoring() {
        return (ScoringModel) plugin.ask(Operation.SCORING);
    }

    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return (List<Signal>) plugin.ask(Operation.SIGNALS, scores);
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return (Optional<InstrumentGuide>) plugin.ask(Operation.GUIDE);
    }
}

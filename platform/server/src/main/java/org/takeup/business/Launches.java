package org.takeup.business;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.questionnaire.Use;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.survey.WaveOfScale;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Launches programmes: on the results of a readiness survey, or with a waiver that says who goes without and why. Thread-safe; calls
 * block on the store.
 */
public final class Launches {
    private final Surveys surveys;

    public Launches(Surveys surveys) {
        this.surveys = surveys;
    }

    /** As below. @throws Problem 404 if there is no such programme */
    Readiness readiness(Workspace workspace, String programme) {
        if (new BusinessStore(workspace).programme(programme).isEmpty()) {
            throw Problem.notFound();
        }
        return readiness(workspace);
    }

    /** What can be said of readiness by now. Released results alone: a survey that too few have answered has none. */
    public Readiness readiness(Workspace workspace) {
        var results = new ArrayList<Readiness.Result>();
        var waiting = new ArrayList<Readiness.Asked>();
        var few = new ArrayList<Readiness.Asked>();
        for (WaveOfScale each : surveys.outcomes().asking(workspace, Use.READINESS, Readiness.SCALE)) {
            Wave wave = each.wave();
            each.score()
                    .ifPresentOrElse(
                            score -> results.add(new Readiness.Result(
                                    wave.id(), wave.title(), wave.ends(), score.n(), score.mean())),
                            () -> (wave.state() == Wave.State.SEPARATED ? few : waiting)
                                    .add(new Readiness.Asked(wave.id(), wave.title(), wave.ends())));
        }
        return new Readiness(results, waiting, few);
    }

    /**
     * Launches a programme.
     *
     * @param seen the version that the planner saw
     * @throws Problem 404 if there is none, 422 naming what is missing and what to do
     * @throws Changed if it has another version by now
     */
    Programme launch(Workspace workspace, Caller caller, String id, long seen, LaunchEntry entry) {
        Programme before = Business.seen(workspace, id, seen);
        List<Readiness.Result> ready = readiness(workspace).results();
        Launch launch = entry.checked(before, ready, workspace, caller);
        Programme next = before.with(Optional.of(launch), launch.at(), launch.by());
        return Business.stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /** Says that a programme is being prepared. One that is not launched stays as it is. @throws Changed as above */
    Programme undo(Workspace workspace, Caller caller, String id, long seen) {
        Programme before = Business.seen(workspace, id, seen);
        if (before.launch().isEmpty()) {
            return before;
        }
        Programme next = before.with(Optional.empty(), workspace.clock().instant(), caller.name());
        return Business.stored(new BusinessStore(workspace).put(next), next, "programme");
    }
}

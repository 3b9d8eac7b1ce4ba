package org.takeup.insight;

import java.util.List;
import java.util.Optional;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.people.Source;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanState;
import org.takeup.plan.Plans;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.tenant.Workspace;

/** What leads an admin from an empty workspace to the first insight. Each step is ticked by what is there. Thread-safe. */
public final class FirstSteps {
    private final People people;
    private final TakeUps takeUps;
    private final Surveys surveys;
    private final Plans plans;

    public FirstSteps(People people, TakeUps takeUps, Surveys surveys, Plans plans) {
        this.people = people;
        this.takeUps = takeUps;
        this.surveys = surveys;
        this.plans = plans;
    }

    /**
     * A step.
     *
     * @param text what it is good for
     * @param path where it is done, within the workspace
     */
    public record Step(String title, String text, String path, String action, boolean done) {}

    /** The steps in the order in which they are best done. Reads some counts and the lists of surveys and plans. */
    List<Step> of(Workspace workspace) {
        var sizes = people.sizes(workspace);
        boolean anybody =
                sizes.entrySet().stream().anyMatch(size -> size.getKey() != Source.SIGN_IN && size.getValue() > 0);
        List<Wave> waves = surveys.list(workspace, Optional.empty());
        List<Plan> drawn = plans.all(workspace);
        return List.of(
                new Step(
                        "Bring your people in",
                        "So that you can ask the right ones, and results can be shown for each unit. From your directory "
                                + "(SCIM), from a file, or with your learning data.",
                        "/people/uploads",
                        "Add people",
                        anybody),
                new Step(
                        "Let your colleagues sign in",
                        "They come in with the account that they have at work. Ticked once somebody besides you has.",
                        "/sign-in-setup",
                        "Connect your sign-in",
                        sizes.getOrDefault(Source.SIGN_IN, 0L) > 1),
                new Step(
                        "Import what was learned",
                        "So that take-up shows week by week, and you see whether what you do works.",
                        "/learning",
                        "Import learning data",
                        takeUps.overview(workspace).isPresent()),
                new Step(
                        "Ask what stands in the way",
                        "Open a survey and invite people. Nobody sees who answered what.",
                        waves.isEmpty()
                                ? "/surveys/new"
                                : "/surveys/" + waves.getFirst().id(),
                        waves.isEmpty() ? "Open the first survey" : "Invite people to it",
                        surveys.turnout().of(workspace, waves).values().stream().anyMatch(each -> each.invited() > 0)),
                new Step(
                        "Plan who says what to whom",
                        "A builder drafts it from your answers; you change it, and somebody else approves it.",
                        drawn.isEmpty() ? "/plans/new" : "/plans",
                        "Work on a plan",
                        drawn.stream()
                                .anyMatch(plan -> plan.state() == PlanState.APPROVED
                                        || plan.state() == PlanState.RUNNING
                                        || plan.state() == PlanState.DONE)));
    }
}

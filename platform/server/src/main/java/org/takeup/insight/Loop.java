package org.takeup.insight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Dates;
import org.takeup.learning.TakeUp;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanState;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholders;
import org.takeup.survey.Participation;
import org.takeup.survey.ResultsView;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The loop as a planner finds it: of each stage the one figure that counts now, and what to do next. Thread-safe. */
public final class Loop {
    private final Surveys surveys;
    private final Stakeholders stakeholders;
    private final Plans plans;

    public Loop(Surveys surveys, Stakeholders stakeholders, Plans plans) {
        this.surveys = surveys;
        this.stakeholders = stakeholders;
        this.plans = plans;
    }

    /**
     * A stage of the loop.
     *
     * @param figure what counts now, empty while there is nothing
     * @param text what the figure is, or why there is none
     * @param path of the next thing to do, within the workspace
     * @param action the next thing to do
     */
    public record Stage(String name, String figure, String text, String path, String action) {}

    /**
     * The stages in the order in which they are gone through.
     *
     * @param picture what the board shows of the whole workspace
     */
    List<Stage> stages(Workspace workspace, Caller caller, Board.Picture picture, Dates dates) {
        return List.of(
                ask(workspace, picture.strands()),
                map(workspace),
                plan(workspace, caller, dates),
                see(caller, picture.takeUp(), dates));
    }

    private Stage ask(Workspace workspace, Optional<ResultsView> results) {
        List<Wave> waves = surveys.list(workspace, Optional.empty());
        Optional<Wave> open = waves.stream()
                .filter(wave -> wave.takesAnswers(workspace.clock().instant())
                        && !wave.fieldwork().pilot())
                .findFirst();
        if (open.isPresent()) {
            return asking(workspace, open.get());
        }
        return results.flatMap(Loop::weakest)
                .orElseGet(() -> waves.isEmpty()
                        ? new Stage(
                                "Ask",
                                "",
                                "Find out what stops people from learning, and where you stand.",
                                "/surveys/new",
                                "Open the first survey")
                        : new Stage("Ask", "", "No survey has results yet.", "/surveys", "Look at the surveys"));
    }

    private Stage asking(Workspace workspace, Wave wave) {
        Participation taken = surveys.turnout().of(workspace, wave);
        String path = "/surveys/" + wave.id();
        return taken.invited() == 0
                ? new Stage(
                        "Ask", "", "“" + wave.title() + "” is open and nobody is invited yet.", path, "Invite people")
                : new Stage(
                        "Ask",
                        taken.percent() + " %",
                        taken.finished() + " of " + taken.invited() + " people have answered “" + wave.title() + "”.",
                        path,
                        "See who has taken part");
    }

    private static Optional<Stage> weakest(ResultsView results) {
        return results.usual().stream()
                .filter(scale -> scale.score().isPresent())
                .min(Comparator.comparingDouble(
                        scale -> scale.score().orElseThrow().mean()))
                .map(scale -> new Stage(
                        "Ask",
                        scale.score().orElseThrow().rounded() + " of 100",
                        "“" + scale.name() + "” scores lowest in “" + results.title() + "”.",
                        "/surveys/" + results.wave() + "/results",
                        "See the results"));
    }

    private Stage map(Workspace workspace) {
        int people = stakeholders.all(workspace).size();
        return people == 0
                ? new Stage(
                        "Map",
                        "",
                        "Note whose opinion counts, and where they stand.",
                        "/stakeholders",
                        "Put the first people on the map")
                : new Stage(
                        "Map",
                        String.valueOf(people),
                        people == 1
                                ? "person or group whose opinion counts is on the map."
                                : "people and groups whose opinion counts are on the map.",
                        "/stakeholders",
                        "Look at the map");
    }

    private Stage plan(Workspace workspace, Caller caller, Dates dates) {
        List<Plan> all = plans.all(workspace);
        Optional<Plan> waiting = all.stream()
                .filter(plan ->
                        plan.state() == PlanState.IN_REVIEW && plans.approvals().mayApprove(caller, plan))
                .findFirst();
        if (waiting.isPresent()) {
            return onPlan(waiting.get(), "Review", "waits for somebody to approve it.", "Read and approve it");
        }
        Optional<Plan> draft =
                all.stream().filter(plan -> plan.state() == PlanState.DRAFT).findFirst();
        if (draft.isPresent()) {
            return onPlan(draft.get(), "Draft", "is not approved yet.", "Go on with the plan");
        }
        return next(all, workspace, dates)
                .orElseGet(() -> new Stage(
                        "Plan",
                        "",
                        "Let a builder draft who says what to whom; change it, approve it, send it.",
                        "/plans",
                        all.isEmpty() ? "Draft the first plan" : "Look at the plans"));
    }

    private static Stage onPlan(Plan plan, String figure, String text, String action) {
        return new Stage("Plan", figure, "“" + plan.title() + "” " + text, "/plans/" + plan.id(), action);
    }

    private static Optional<Stage> next(List<Plan> all, Workspace workspace, Dates dates) {
        record Due(Plan plan, PlanStep step) {}
        return all.stream()
                .filter(plan -> plan.state() == PlanState.APPROVED || plan.state() == PlanState.RUNNING)
                .flatMap(plan -> plan.steps().stream().map(step -> new Due(plan, step)))
                .filter(due -> !due.step().on().isBefore(workspace.today()))
                .min(Comparator.comparing(due -> due.step().on()))
                .map(due -> new Stage(
                        "Plan",
                        dates.dayOfYear(due.step().on()),
                        "is the day of the next step: “" + due.step().subject() + "”.",
                        "/plans/" + due.plan().id(),
                        "Look at the plan"));
    }

    private static Stage see(Caller caller, Optional<TakeUp> takeUp, Dates dates) {
        List<TakeUp.Week> weeks = takeUp.map(TakeUp::weeks).orElse(List.of()).stream()
                .filter(week -> week.figures().isPresent())
                .toList();
        if (weeks.isEmpty()) {
            return caller.is(Role.ADMIN)
                    ? new Stage("See", "", "There is no learning data yet.", "/learning", "Import learning data")
                    : new Stage(
                            "See",
                            "",
                            "Take-up shows here once an admin has imported learning data.",
                            "/board",
                            "Look at the board");
        }
        TakeUp.Week last = weeks.getLast();
        return new Stage(
                "See",
                BoardRoutes.percent(last.figures().orElseThrow().share()),
                "of the people enrolled learned in the week of " + dates.dayOfYear(last.monday()) + ".",
                "/board",
                "Open the board");
    }
}

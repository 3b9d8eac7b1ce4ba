package org.takeup.app;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.takeup.audit.Ledger;
import org.takeup.benchmark.Benchmark;
import org.takeup.benchmark.BenchmarkRoutes;
import org.takeup.focus.FocusGroups;
import org.takeup.focus.GroupApi;
import org.takeup.focus.GroupPages;
import org.takeup.focus.GuestRoutes;
import org.takeup.focus.GuideRoutes;
import org.takeup.focus.SessionRoutes;
import org.takeup.focus.ThemeRoutes;
import org.takeup.http.Room;
import org.takeup.learning.TakeUps;
import org.takeup.questionnaire.EditorPages;
import org.takeup.questionnaire.QuestionnaireApi;
import org.takeup.questionnaire.QuestionnairePages;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.questionnaire.SettingsPages;
import org.takeup.survey.AnswerPages;
import org.takeup.survey.CourseRoutes;
import org.takeup.survey.FreeTextRoutes;
import org.takeup.survey.InstrumentPages;
import org.takeup.survey.InterimRoutes;
import org.takeup.survey.JoinPages;
import org.takeup.survey.LinkRoutes;
import org.takeup.survey.MaturityRoutes;
import org.takeup.survey.NamedAnswers;
import org.takeup.survey.OpeningPages;
import org.takeup.survey.OwnPages;
import org.takeup.survey.PanelRoutes;
import org.takeup.survey.SurveyApi;
import org.takeup.survey.SurveyPages;
import org.takeup.survey.Surveys;

/** Asking: surveys with their questionnaires, the benchmark, and focus groups. */
final class SurveyRooms {
    private final Ground ground;
    private final Questionnaires questionnaires = new Questionnaires();
    private final Surveys surveys;
    private final Benchmark benchmark;
    private final FocusGroups focusGroups;

    SurveyRooms(Ground ground, TakeUps takeUps, Ledger benchmarkLedger) {
        this.ground = ground;
        this.surveys = new Surveys(
                ground.people(),
                ground.runtime().plugins(),
                questionnaires,
                ground.outbox(),
                ground.jobs(),
                ground.signals(),
                ground.events(),
                takeUps,
                ground.publicUrl());
        this.benchmark = new Benchmark(
                surveys,
                () -> Rooms.inUse(ground.tenants()),
                ground.store()::installation,
                ground.trail(),
                benchmarkLedger,
                new SecureRandom(),
                ground.clock());
        benchmark.start(ground.vertx());
        this.focusGroups =
                new FocusGroups(ground.people(), surveys, ground.outbox(), ground.jobs(), ground.publicUrl());
    }

    Surveys surveys() {
        return surveys;
    }

    Benchmark benchmark() {
        return benchmark;
    }

    FocusGroups focusGroups() {
        return focusGroups;
    }

    Stream<Room> all() {
        return Stream.of(
                new OpeningPages(surveys).room(),
                new PanelRoutes(surveys).room(),
                new BenchmarkRoutes(benchmark).room(),
                new SurveyPages(surveys).room(),
                new CourseRoutes(surveys).room(),
                new LinkRoutes(surveys).room(),
                new MaturityRoutes(surveys).room(),
                new JoinPages(surveys).room(),
                new AnswerPages(surveys).room(),
                new InterimRoutes(surveys).room(),
                new SurveyApi(surveys).room(),
                new NamedAnswers(surveys).room(),
                new FreeTextRoutes(surveys).room(),
                new InstrumentPages(surveys).room(),
                new QuestionnairePages(questionnaires, ground.runtime().plugins()).room(),
                new EditorPages(questionnaires).room(),
                new SettingsPages(questionnaires).room(),
                new QuestionnaireApi(questionnaires).room(),
                new OwnPages(surveys, questionnaires).room(),
                new GroupPages(focusGroups, surveys).room(),
                new GroupApi(focusGroups).room(),
                new GuideRoutes(surveys).room(),
                new SessionRoutes(focusGroups).room(),
                new ThemeRoutes(focusGroups, surveys).room(),
                new GuestRoutes(focusGroups).room());
    }
}

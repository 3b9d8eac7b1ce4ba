package org.takeup.app;

import java.util.stream.Stream;
import org.takeup.business.Business;
import org.takeup.business.BusinessApi;
import org.takeup.business.BusinessRoutes;
import org.takeup.business.Cases;
import org.takeup.business.LaunchRoutes;
import org.takeup.business.Launches;
import org.takeup.business.MessageDrafts;
import org.takeup.business.pilot.PilotMessages;
import org.takeup.business.pilot.PilotResults;
import org.takeup.business.pilot.PilotRoutes;
import org.takeup.business.pilot.PilotStarts;
import org.takeup.business.pilot.Pilots;
import org.takeup.disclosure.ShownGroups;
import org.takeup.http.Room;
import org.takeup.learning.Completions;
import org.takeup.learning.TakeUps;
import org.takeup.measure.Library;
import org.takeup.measure.MeasureApi;
import org.takeup.measure.MeasureRoutes;
import org.takeup.measure.Measures;
import org.takeup.people.People;
import org.takeup.report.ReportRoutes;
import org.takeup.skill.MySkillRoutes;
import org.takeup.skill.SkillRoutes;
import org.takeup.skill.Skills;
import org.takeup.survey.Surveys;

/** What learning is worth: measures, business cases with their pilots, and the skills of learning professionals. */
final class BusinessRooms {
    private final Surveys surveys;
    private final Measures measures = new Measures(Library.standard());
    private final Business business;
    private final Cases cases;
    private final MessageDrafts drafts;
    private final Launches launches;
    private final Pilots pilots;
    private final PilotStarts pilotStarts;
    private final PilotResults pilotResults;
    private final Skills skills;

    BusinessRooms(People people, Surveys surveys, TakeUps takeUps, ShownGroups shown, MessageDrafts drafts) {
        this.surveys = surveys;
        this.business = new Business(measures, people);
        this.cases = new Cases(business, measures, people);
        this.drafts = drafts;
        this.launches = new Launches(surveys);
        this.pilots = new Pilots(business, people, takeUps, shown);
        this.pilotStarts = new PilotStarts(people, shown);
        this.pilotResults = new PilotResults(people, takeUps, shown);
        this.skills = new Skills(people, new Completions(people));
    }

    Stream<Room> all() {
        var pages = new BusinessRoutes(business, cases, drafts, launches);
        return Stream.of(
                new ReportRoutes(surveys, measures).room(),
                new MeasureRoutes(measures, surveys).room(),
                new MeasureApi(measures, surveys).room(),
                pages.room(),
                new BusinessApi(business, cases).room(),
                new LaunchRoutes(launches, pages).room(),
                new PilotRoutes(pilots, pilotStarts, pilotResults, new PilotMessages(pilotResults, drafts)).room(),
                new SkillRoutes(skills).room(),
                new MySkillRoutes(skills).room());
    }
}

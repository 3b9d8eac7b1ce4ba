package org.takeup.message;

import java.net.URI;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Dates;
import org.takeup.message.Recipients.Recipient;
import org.takeup.message.format.Letter;
import org.takeup.message.format.Phrases;
import org.takeup.message.source.Values;
import org.takeup.message.source.Variable;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.Logos;

/** Puts a variant and a recipient together. Thread-safe; calls block. */
final class Composer {
    /** As plans say it: steps are said in the morning. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private static final int LOGO_HEIGHT = 40;
    private static final int LOGO_WIDTH = 200;

    private final People people;
    private final Logos logos;
    private final URI publicUrl;

    Composer(People people, Logos logos, URI publicUrl) {
        this.people = people;
        this.logos = logos;
        this.publicUrl = publicUrl;
    }

    /** What is composed. @param missing what was not known of the recipient, with what stands there instead */
    record Composed(Letter letter, Map<Variable, String> missing) {}

    Composed compose(
            Workspace workspace, Plan plan, PlanStep step, Message message, Variant variant, Recipient recipient) {
        Written written = Written.of(variant);
        String tag = variant.language().isEmpty() ? Recipients.language(workspace) : variant.language();
        Locale language = Locale.forLanguageTag(tag);
        List<Variable> used = written.words().variables(written.subject());
        Map<Variable, String> otherwise = Phrases.in(language).otherwise();
        otherwise.put(Variable.LINK, home(workspace));
        var values = new Values(known(workspace, plan, step, message, recipient, language, used), otherwise);
        Values.Filled filled = values.fill(written.subject(), written.words());
        boolean action = !message.link().isEmpty();
        var letter = new Letter(
                step.id(),
                language,
                filled.subject().isEmpty() ? plan.title() : filled.subject(),
                filled.text(),
                action ? message.link() : home(workspace),
                action,
                workspace.tenant().name(),
                workspace.settings().accent(),
                logo(workspace),
                step.on().atTime(MORNING).atZone(workspace.settings().zone()).toInstant());
        return new Composed(letter, filled.missing());
    }

    private Map<Variable, String> known(
            Workspace workspace,
            Plan plan,
            PlanStep step,
            Message message,
            Recipient recipient,
            Locale language,
            List<Variable> used) {
        var known = new EnumMap<Variable, String>(Variable.class);
        recipient.person().ifPresent(person -> {
            known.put(Variable.NAME, person.name());
            known.put(Variable.FIRST_NAME, firstName(person.name()));
            person.unit().ifPresent(unit -> known.put(Variable.UNIT, unit));
        });
        if (used.contains(Variable.MANAGER)) {
            recipient
                    .person()
                    .flatMap(Person::managerId)
                    .flatMap(id -> people.find(workspace, id))
                    .ifPresent(manager -> known.put(Variable.MANAGER, manager.name()));
        }
        var dates = new Dates(language, workspace.settings().zone());
        known.put(Variable.AUDIENCE, step.audience());
        known.put(Variable.PROGRAMME, plan.title());
        known.put(Variable.ORGANISATION, workspace.tenant().name());
        known.put(Variable.LINK, message.link());
        known.put(Variable.DAY, dates.day(step.on()));
        message.deadline().ifPresent(day -> known.put(Variable.DEADLINE, dates.day(day)));
        return known;
    }

    /** The first word, or the first behind a comma: "Ann Lee" and "Lee, Ann" are both Ann. */
    static String firstName(String name) {
        String given = name.substring(name.indexOf(',') + 1).strip();
        int end = given.indexOf(' ');
        return end < 0 ? given : given.substring(0, end);
    }

    private String home(Workspace workspace) {
        return publicUrl + "/w/" + workspace.tenant().slug() + "/";
    }

    private Optional<Letter.Logo> logo(Workspace workspace) {
        return logos.of(workspace).map(logo -> {
            double scale =
                    Math.min(1, Math.min((double) LOGO_HEIGHT / logo.height(), (double) LOGO_WIDTH / logo.width()));
            return new Letter.Logo(
                    publicUrl + "/w/" + workspace.tenant().slug() + logo.path(),
                    (int) Math.max(1, Math.round(logo.width() * scale)),
                    (int) Math.max(1, Math.round(logo.height() * scale)));
        });
    }
}

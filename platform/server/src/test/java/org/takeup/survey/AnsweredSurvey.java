package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.bson.Document;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.store.CollectionSpec;
import org.takeup.survey.privacy.TokenMaker;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * A survey that many people answered in ways of all kinds, with copies of the whole store before, during and after.
 *
 * @param insider who knows in which order and when they took part
 * @param addresses of the ballots, by person
 * @param said by person
 * @param open copies while it was open
 * @param closed the copy once it was over and separated
 */
record AnsweredSurvey(
        Workspace workspace,
        Wave wave,
        Insider insider,
        Map<String, String> addresses,
        Map<String, String> said,
        List<Copy> open,
        Copy closed) {
    /** How many people answer. */
    static final int PEOPLE = 48;

    /** A copy of all collections, each in the order in which it lies. */
    record Copy(Map<String, List<Document>> collections) {
        List<Document> of(CollectionSpec spec) {
            return collections.get(spec.name());
        }

        List<Document> everything() {
            return collections.values().stream().flatMap(List::stream).toList();
        }
    }

    /** Who gave a counted answer. */
    String truth(Document ballot) {
        Object words = ballot.get("answers", new Document()).get("words");
        return said.entrySet().stream()
                .filter(each -> each.getValue().equals(words))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** A plain one. */
    static AnsweredSurvey of(TestPlatform platform, Tenant.Placement placement, Confidentiality.Mode mode) {
        return of(platform, placement, mode, (workspace, plain) -> plain);
    }

    /** @param as what becomes of the plain survey before it opens */
    static AnsweredSurvey of(
            TestPlatform platform,
            Tenant.Placement placement,
            Confidentiality.Mode mode,
            BiFunction<Workspace, Wave, Wave> as) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = new ArrayList<>(Samples.people(workspace, 0, PEOPLE / 2, "Sales"));
        people.addAll(Samples.people(workspace, 100, PEOPLE / 2, "Works"));
        Wave wave = as.apply(workspace, Samples.unstored(workspace, mode, "Sales", "Works"));
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), Samples.snapshot());
        Samples.invite(platform, workspace, wave, PEOPLE);
        Collections.shuffle(people, new Random(7));
        var tickets = new HashMap<String, String>();
        people.forEach(person -> tickets.put(person, Samples.ticket(workspace, wave, person)));
        var copies = new ArrayList<Copy>(List.of(copy(workspace)));
        var known = new ArrayList<Insider.Known>();
        var addresses = new HashMap<String, String>();
        var said = new HashMap<String, String>();
        for (String person : people) {
            int i = known.size();
            String words = "canary" + i + "-" + "x".repeat(3 * i);
            said.put(person, words);
            String link = Samples.base(workspace) + "/answer/" + wave.id() + "/" + tickets.get(person);
            // Some are signed in, some have script, most have neither.
            Visitor visitor = i % 8 == 0 ? platform.signedIn(workspace, Role.LEARNER, person) : platform.stranger();
            String address = mode == Confidentiality.Mode.ANONYMOUS ? begin(visitor, link, i % 3 == 0) : link;
            addresses.put(person, address);
            say(visitor, address + "/1", "a.mood=" + (1 + i % 5));
            say(visitor, address + "/2", "a.words=" + words);
            boolean mails = mode == Confidentiality.Mode.ANONYMOUS;
            known.add(new Insider.Known(
                    person,
                    mails ? Optional.of(tickets.get(person)) : Optional.empty(),
                    Instant.now(),
                    words.length()));
            if (i == PEOPLE / 2) {
                copies.add(copy(workspace));
            }
        }
        copies.add(copy(workspace));
        Samples.closeAndSeparate(platform, workspace, wave);
        return new AnsweredSurvey(
                workspace, wave, new Insider(known), addresses, said, List.copyOf(copies), copy(workspace));
    }

    private static Copy copy(Workspace workspace) {
        var all = new HashMap<String, List<Document>>();
        for (CollectionSpec spec : TestPlatform.collections()) {
            all.put(spec.name(), workspace.collection(spec).all().into(new ArrayList<>()));
        }
        return new Copy(all);
    }

    private static String begin(Visitor visitor, String link, boolean script) {
        String page = visitor.get(link).body();
        String csrf = page.contains("name=\"csrf\" value=\"\"") ? "" : Visitor.token(page);
        if (!script) {
            return location(visitor.post(link, "csrf=" + csrf + "&slip=" + AnonymousPagesIT.slip(page)));
        }
        TokenMaker token = TokenMaker.of(page);
        String signed = visitor.post(link, "csrf=" + csrf + "&blinded=" + token.blinded())
                .body();
        String unit = page.replaceFirst("(?s).*data-unit=\"([^\"]*)\".*", "$1");
        return location(visitor.post(
                link.substring(0, link.lastIndexOf('/')),
                "csrf=" + csrf + "&secret=" + token.secret() + "&signature=" + token.signature(signed) + "&unit="
                        + unit));
    }

    private static void say(Visitor visitor, String page, String fields) {
        String html = visitor.get(page).body();
        String csrf = html.contains("name=\"csrf\" value=\"\"") ? "" : Visitor.token(html);
        location(visitor.post(page, "csrf=" + csrf + "&" + fields));
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }
}

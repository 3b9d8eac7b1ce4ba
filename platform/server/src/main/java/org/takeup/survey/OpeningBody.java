package org.takeup.survey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/**
 * What a new wave needs, as the API takes it.
 *
 * @param people addresses or ids of the people who are asked, in place of a segment
 * @param sample a part of the segment that is drawn at random
 * @param opens when it opens; now, if left out
 * @param zone in which its times are said; the workspace's, if left out
 * @param spareLately whether those are left out who were invited in the last 30 days; true for samples, if left out
 * @param invites whether everybody is invited by mail as soon as it opens, if it opens later
 * @param reminders after how many working days whoever has not answered is reminded
 * @param answers after how many nobody begins any more
 * @param answersOfUnit the same for each unit
 * @param messenger in whose name the mails are
 * @param privacy how answers are kept: {@code anonymous} if left out, {@code confidential} or {@code named}
 * @param pilot whether it is a trial run whose answers are counted nowhere
 */
public record OpeningBody(
        @Nullable String plugin,
        @Nullable String title,
        @Nullable String segment,
        @Nullable List<String> people,
        @Nullable SampleBody sample,
        @Nullable Instant opens,
        @Nullable Instant closes,
        @Nullable String zone,
        @Nullable Boolean spareLately,
        @Nullable Boolean invites,
        @Nullable List<Integer> reminders,
        @Nullable Integer answers,
        @Nullable Integer answersOfUnit,
        Fieldwork.@Nullable Messenger messenger,
        @Nullable Boolean pilot,
        @Nullable String privacy) {

    /**
     * A sample: so many people or so many percent.
     *
     * @param seed to repeat an earlier draw
     * @param rotating whether people are asked in turn, and never anybody who was asked lately
     */
    public record SampleBody(
            @Nullable Integer people,
            @Nullable Integer percent,
            @Nullable Boolean byUnit,
            @Nullable String seed,
            @Nullable Boolean rotating) {
        private Sample read() {
            boolean asPercent = people == null;
            Integer number = asPercent ? percent : people;
            if (number == null || (people != null && percent != null)) {
                throw Problem.invalid("sample", "Give either people or percent.");
            }
            try {
                return new Sample(
                        number, asPercent, Boolean.TRUE.equals(byUnit), seed == null ? Sample.freshSeed() : seed);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("sample", String.valueOf(e.getMessage()));
            }
        }
    }

    /** @throws Problem 422 naming a member that does not fit */
    Opening read(Surveys surveys, Workspace workspace) {
        Segment read =
                segment == null ? Segment.everybody() : Segment.parse(segment).orElse(null);
        if (plugin == null || plugin.isBlank() || plugin.length() > 100) {
            throw Problem.invalid("plugin", "Give the id of a plugin with an instrument; see /instruments.");
        }
        if (read == null) {
            throw Problem.invalid("segment", "Give everybody, or unit: and a unit's name.");
        }
        if (closes == null) {
            throw Problem.invalid("closes", "Give a moment such as 2027-01-31T17:00:00Z.");
        }
        if (people != null && (sample != null || segment != null)) {
            throw Problem.invalid("people", "Give either people, or a segment and perhaps a sample of it.");
        }
        Confidentiality.Mode mode = Confidentiality.Mode.parse(privacy == null ? "anonymous" : privacy)
                .orElseThrow(() -> Problem.invalid("privacy", "Give anonymous, confidential or named."));
        var plain = new Opening(plugin, title == null ? "" : title, read, closes, mode);
        Opening asked = audience(plain, surveys, workspace);
        Opening with = asked.with(fieldwork(workspace));
        return opens == null ? with : with.opening(opens);
    }

    private Opening audience(Opening plain, Surveys surveys, Workspace workspace) {
        if (people != null) {
            return plain.forPeople(surveys.named(workspace, String.join("\n", people)));
        }
        if (sample == null) {
            return plain;
        }
        return Boolean.TRUE.equals(sample.rotating()) ? plain.forPanel(sample.read()) : plain.forSample(sample.read());
    }

    private Fieldwork fieldwork(Workspace workspace) {
        boolean sparing = Optional.ofNullable(spareLately).orElse(sample != null);
        return Fieldwork.plain(readZone(workspace))
                .sparing(sparing)
                .inviting(Boolean.TRUE.equals(invites))
                .reminding(reminders == null ? List.of() : reminders)
                .with(new Fieldwork.Quota(number(answers), number(answersOfUnit)))
                .from(messenger == null ? Fieldwork.Messenger.ORGANISATION : messenger)
                .piloting(Boolean.TRUE.equals(pilot));
    }

    private static int number(@Nullable Integer given) {
        return given == null ? 0 : given;
    }

    private ZoneId readZone(Workspace workspace) {
        try {
            return zone == null ? workspace.settings().zone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Problem.invalid("zone", "Give a time zone like Europe/Berlin.");
        }
    }
}

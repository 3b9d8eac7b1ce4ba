package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.people.Segment;

/**
 * A wave that is to be opened.
 *
 * @param plugin id of the plugin whose instrument is asked
 * @param title as respondents read it; at most 120 characters, one line
 * @param audience whom it asks; a sample is drawn when the wave opens
 * @param people ids of those who are named, if {@code audience} is {@link Audience.Named}; empty otherwise
 * @param opens when it opens, or nothing if it opens now
 * @param fieldwork how its people are asked, or nothing for the plain way in the workspace's time zone
 * @param privacy how answers are kept
 */
public record Opening(
        String plugin,
        String title,
        Audience audience,
        List<String> people,
        Optional<Instant> opens,
        Instant closes,
        Optional<Fieldwork> fieldwork,
        Confidentiality.Mode privacy) {
    public Opening {
        people = List.copyOf(people);
    }

    /** Opens now, for a segment, in the plain way. */
    public Opening(String plugin, String title, Segment segment, Instant closes, Confidentiality.Mode privacy) {
        this(plugin, title, Audience.of(segment), List.of(), Optional.empty(), closes, Optional.empty(), privacy);
    }

    /** This for people who are named one by one. @param people ids of the directory */
    public Opening forPeople(List<String> named) {
        return new Opening(plugin, title, new Audience.Named(named.size()), named, opens, closes, fieldwork, privacy);
    }

    /** This for a sample of its segment. */
    public Opening forSample(Sample sample) {
        var drawn = new Audience.Drawn(audience.segment(), sample, java.util.Map.of());
        return new Opening(plugin, title, drawn, List.of(), opens, closes, fieldwork, privacy);
    }

    /** This for a rotating panel of its segment, which never asks anybody who was asked lately. */
    public Opening forPanel(Sample sample) {
        var panel = new Audience.Panel(audience.segment(), sample, "", 0);
        return new Opening(plugin, title, panel, List.of(), opens, closes, fieldwork, privacy);
    }

    /** This at a later moment. */
    public Opening opening(Instant later) {
        return new Opening(plugin, title, audience, people, Optional.of(later), closes, fieldwork, privacy);
    }

    /** This in another way. */
    public Opening with(Fieldwork way) {
        return new Opening(plugin, title, audience, people, opens, closes, Optional.of(way), privacy);
    }
}

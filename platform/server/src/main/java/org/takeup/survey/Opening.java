package org.takeup.survey;

import java.time.Instant;
import org.takeup.people.Segment;

/**
 * A wave that is to be opened.
 *
 * @param plugin id of the plugin whose instrument is asked
 * @param title as respondents read it; at most 120 characters, one line
 */
public record Opening(String plugin, String title, Segment segment, Instant closes) {}

package org.takeup.plugin.api.lms;

/**
 * A place in the source.
 *
 * @param file file or stream name
 * @param line counted from 1, the header included; 0 if there is no such thing
 */
public record SourceLine(String file, long line) {}

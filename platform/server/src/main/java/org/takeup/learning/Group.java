package org.takeup.learning;

/**
 * A unit or a course that people were counted in.
 *
 * @param key unique over all sources
 * @param parent key of the unit above; empty at the top
 * @param people who were enrolled for a week at least
 */
public record Group(String key, String name, String parent, int people) {}

package org.takeup.plugin.api;

/**
 * One option that can be chosen.
 *
 * @param id stable within its list; stored with answers, so it never changes its meaning
 * @param label what people read
 */
public record Choice(String id, LocalizedText label) {}

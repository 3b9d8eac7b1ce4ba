package org.takeup.plugin.api.plan;

import org.takeup.plugin.api.LocalizedText;

/**
 * Who a builder is.
 *
 * @param id stable over all versions
 * @param name what people call it
 * @param method one or two sentences: how it arrives at a plan
 */
public record BuilderProfile(String id, LocalizedText name, LocalizedText method) {}

package org.takeup.http;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a request changed, for the audit trail. Never a secret, an answer or a person's name.
 *
 * @param before null where nothing was
 * @param after null where nothing is any more
 */
public record Change(
        String field, @Nullable String before, @Nullable String after) {}

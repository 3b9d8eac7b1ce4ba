package org.takeup.tenant;

import java.time.Instant;

/**
 * What an admin has set on the settings page.
 *
 * @param value as {@link PageSetting#of} writes it
 * @param by the admin's id in the directory
 */
public record PageValue(String value, String by, Instant at) {}

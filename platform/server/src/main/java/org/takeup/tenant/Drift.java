package org.takeup.tenant;

import java.time.Instant;

/**
 * A setting for which the tenant's file says one thing and its settings page another.
 *
 * @param by the id of the admin who set the page's value
 * @param pageWins whether the page's value counts; else the file's does
 */
public record Drift(PageSetting setting, String file, String page, String by, Instant at, boolean pageWins) {}

/**
 * What stands in an organisation's calendars on the days of a plan: feeds in iCalendar format, read through the guarded
 * client, bounded and strictly.
 */
@NullMarked
package org.takeup.plan.clash;

import org.jspecify.annotations.NullMarked;

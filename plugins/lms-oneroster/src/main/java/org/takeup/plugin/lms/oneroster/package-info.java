/**
 * OneRoster CSV exports (1.1 and 1.2, bulk and delta) as learning records.
 * Reads the uploaded archive row by row in a small, fixed amount of memory; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.lms.oneroster;

import org.jspecify.annotations.NullMarked;

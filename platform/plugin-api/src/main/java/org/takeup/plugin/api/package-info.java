/**
 * What every kind of plugin shares: texts by language, form fields, answers, findings.
 * Values only. A plugin declares; the platform counts, renders, sends and stores.
 */
@NullMarked
package org.takeup.plugin.api;

import org.jspecify.annotations.NullMarked;

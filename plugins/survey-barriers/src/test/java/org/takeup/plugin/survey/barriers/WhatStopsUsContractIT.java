package org.takeup.plugin.survey.barriers;

import org.takeup.plugin.testkit.SurveyInstrumentContract;

class WhatStopsUsContractIT extends SurveyInstrumentContract {}

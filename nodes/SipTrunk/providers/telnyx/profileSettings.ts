import { listOf } from '../../validation/choices';
import { e164 } from '../../validation/phoneNumber';
import { id } from '../../validation/text';
import { one, whole, words, type SettingRules } from './moreSettings';

/** The settings of a profile without a field of their own: https://developers.telnyx.com/api/outbound-voice-profiles */

const time = words({
	pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
	mustBe: 'be a time in UTC with hours and minutes',
	example: '08:00',
});

export const profileSettings: SettingRules = {
	billing_group_id: { check: id(), mayBeNull: true },
	'call_recording.call_recording_caller_phone_numbers': { check: listOf(e164) },
	'call_recording.call_recording_channels': one('single', 'dual'),
	'call_recording.call_recording_format': one('wav', 'mp3'),
	'call_recording.call_recording_type': one('all', 'none', 'by_caller_phone_number'),
	'calling_window.calls_per_cld': whole(0),
	'calling_window.end_time': time,
	'calling_window.start_time': time,
};

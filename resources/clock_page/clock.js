"use strict";
// Shows what the laptop tells. It tells when a figure reads 0:00, not what it reads: the time is reckoned here, from
// the laptop's clock and the time since it spoke, so that neither a late message nor a tablet's wrong clock shows.

const QUIET_MS = 12000; // that it has not is no accident any more
const AGAIN_MS = 3000;
const AWAY = "The laptop does not answer. The time goes on by this device; the rest is as it last was.";
const NEVER = "The laptop does not answer yet.";

const part = (name) => document.getElementById(name);
let told = null; // what is shown, by the laptop
let offset = 0; // what to add to this device's counter to have the laptop's time
let heard = performance.now();
let source = null;
let again = null;

function put(name, words) {
  const where = part(name);
  if (where.textContent !== words) where.textContent = words; // a reader says only what changes
}

function two(number) {
  return String(number).padStart(2, "0");
}

function figure(seconds) {
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = two(seconds % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

const passed = (millis) => figure(Math.floor(Math.max(0, millis) / 1000));
const left = (millis) => figure(Math.ceil(Math.max(0, millis) / 1000));

function hour(at) {
  const minute = (((Math.floor(at / 60000) + told.zone) % 1440) + 1440) % 1440;
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function time(now) {
  if (told.turns !== null) return now < told.turns ? left(told.turns - now) : passed(now - told.turns);
  return told.time || hour(now);
}

function share(now) {
  if (told.begun === null) return told.part;
  return told.length ? Math.min(1, Math.max(0, now - told.begun) / told.length) : 1;
}

function draw() {
  if (told === null) return;
  const now = performance.now() + offset;
  const quiet = performance.now() - heard > QUIET_MS;
  const ran = told.begun !== null && now >= told.begun + told.length && told.face !== "over"; // while nobody said so
  put("phase", told.phase);
  put("time", time(now));
  put("under", ran ? "over" : told.under);
  put("mark", told.marked === null ? told.mark : `${told.mark} ${passed(now - told.marked)}`);
  put("more", told.more);
  put("gone", told.begun === null ? "" : `${passed(now - told.begun)} in this phase`);
  put("day", told.turns === null && !told.time ? "" : hour(now));
  put("next", told.next ? `next: ${told.next}` : "");
  put("said", told.face === "closed" || !quiet ? "" : AWAY);
  part("bar").style.visibility = told.begun === null && !told.part ? "hidden" : "visible";
  part("part").style.width = `${(100 * share(now)).toFixed(1)}%`;
}

function hear(message) {
  told = JSON.parse(message.data);
  heard = performance.now();
  offset = told.now - heard;
  draw();
}

async function lookAgain() {
  again = null;
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (answer.ok && !(await answer.text()).includes('id="time"')) location.reload(); // another code is asked for
    else listen();
  } catch {
    later();
  }
}

function later() {
  if (again === null) again = setTimeout(lookAgain, AGAIN_MS);
}

function lost() {
  heard = Math.min(heard, performance.now() - QUIET_MS - 1);
  if (source !== null) source.close();
  source = null;
  if (told === null) put("said", NEVER);
  draw();
  later();
}

function listen() {
  if (source !== null) source.close();
  source = new EventSource("/events");
  source.onmessage = hear;
  source.onerror = lost;
}

async function stayAwake() {
  if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // the device decides: it is low on battery, or spares its screen
  }
}

document.addEventListener("visibilitychange", () => {
  stayAwake();
  if (document.visibilityState === "visible") draw();
});
setInterval(() => {
  if (source !== null && performance.now() - heard > QUIET_MS) lost();
  else draw();
}, 200);
stayAwake();
listen();

"""What a person does at the desk, in Chromium. Run by the Python that has selenium:

    browser.py judge ADDRESS WIDTH PATH...          axe on each page
    browser.py write ADDRESS WIDTH SCRIPT VALUES    a report from empty to sent off, by keyboard alone
    browser.py time ADDRESS                         how long a person waits who leaves a field; for scripts/bench-desk

The answer is JSON on standard output.
"""

import json
import pathlib
import sys
import time

import axe_core_python
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def browser(width, script=True):
    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    made.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    return made


def judge(address, width, *paths):
    axe = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    found, window = [], browser(int(width))
    window.get(address)
    home = window.current_url.rstrip("/")
    for path in paths:
        window.get(home + path)
        if path.endswith("#pages"):
            window.find_element(By.ID, "see-pages").click()
            time.sleep(1.5)
        # By the protocol of the browser: the page's own policy lets no script of ours in.
        window.execute_script(axe)
        result = window.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        if not result["passes"]:
            found.append([path, "axe looked at nothing"])
        found += [[path, one["id"], one["nodes"][0]["html"][:300]] for one in result["violations"]]
        if window.execute_script("return document.documentElement.scrollWidth") > int(width):
            found.append([path, "the page is wider than the window"])
        found += [[path, one["message"]] for one in window.get_log("browser") if one["level"] == "SEVERE" and "404" not in one["message"]]
    window.quit()
    return found


class Clerk:
    """Has a keyboard and no mouse."""

    def __init__(self, address, width, script):
        self.window, self.script = browser(width, script), script
        self.window.get(address)
        self.presses = 0

    def press(self, *keys):
        self.presses += 1
        # To the window, as a keyboard does: what has the focus takes it.
        chain = ActionChains(self.window, duration=0)
        if keys[0] == Keys.CONTROL:
            chain.key_down(Keys.CONTROL).send_keys(keys[1]).key_up(Keys.CONTROL).perform()
        else:
            chain.send_keys(*keys).perform()

    def go_to(self, name=None, text=None, most=700):
        """Tab until the field of that name, or the link or button with these words, has the focus."""
        for _ in range(most):
            try:
                here = self.window.switch_to.active_element
                if name is not None and here.get_attribute("name") == name:
                    return here
                if text is not None and here.tag_name in ("a", "button") and text in here.text:
                    return here
            except StaleElementReferenceException:
                pass  # the list of findings has just been made anew
            self.press(Keys.TAB)
        raise AssertionError(f"the keyboard does not get to {name or text}")

    def write(self, name, value):
        self.go_to(name)
        lines = value.split("\n")
        self.press(Keys.CONTROL, "a")
        self.press(Keys.DELETE)
        for number, line in enumerate(lines):
            if number:
                self.press(Keys.ENTER)
            if line:
                self.press(line)

    def follow(self, text):
        """Enter on a link or a button that leads to another page."""
        self.go_to(text=text)
        before = self.window.find_element(By.TAG_NAME, "html")
        self.press(Keys.ENTER)
        for _ in range(200):
            try:
                before.is_enabled()
                time.sleep(0.05)
            except Exception:
                return
        raise AssertionError(f"{text} leads nowhere")


def write(address, width, script, values):
    wanted = json.loads(pathlib.Path(values).read_text(encoding="utf-8"))
    clerk = Clerk(address, int(width), script == "script")
    try:
        clerk.go_to("form")
        clerk.write("year", wanted["year"])
        clerk.write("bureau", wanted["bureau"])
        clerk.follow("开始填写")
        home = clerk.window.current_url
        for part in wanted["parts"]:
            clerk.window.get(home)
            clerk.follow(part["title"])
            for _ in range(part.get("sections", 0)):
                clerk.follow("加一节")
            for name, value in part["fields"].items():
                clerk.write(name, value)
            clerk.follow("保存，到下一页")
        clerk.window.get(home)
        clerk.follow("全部检查")
        checked = clerk.window.find_element(By.TAG_NAME, "main").text
        clerk.follow("成稿和报出")
        clerk.follow("放进档案库")
        sent = clerk.window.find_element(By.TAG_NAME, "main").text
        return {"checked": checked, "sent": sent, "presses": clerk.presses}
    finally:
        clerk.window.quit()


def time_fields(address):
    """Seconds from leaving a field to its findings and to the changed pages, and to a first page that is whole."""
    window = browser(1400)
    window.get(address)
    times = {"findings": [], "pages": [], "open": []}
    window.find_element(By.CSS_SELECTOR, ".drafts a").click()
    draft = window.current_url
    for _ in range(7):
        window.get(draft)
        times["open"].append(window.execute_script("const it = performance.getEntriesByType('navigation')[0]; return it.domComplete / 1000"))
    window.get(draft + "/chapter-3")
    window.find_element(By.ID, "see-pages").click()
    time.sleep(2)
    # The page's own clock: what a person waits for, not what a driver does.
    ask = """const done = arguments[arguments.length - 1], fields = [...document.querySelectorAll(".figures input")], field = fields[arguments[0]];
field.focus(); field.value = String(arguments[1]);
const begin = performance.now(), times = {}, findings = document.getElementById("findings");
const told = new MutationObserver(() => {
  if (!times.findings && document.getElementById("findings") !== findings) times.findings = performance.now() - begin;
  if (times.findings && times.pages) { told.disconnect(); done(times); }
});
told.observe(document.body, { childList: true, subtree: true });
const pages = new MutationObserver(() => { pages.disconnect(); times.pages = performance.now() - begin; document.body.append(new Comment("")); });
pages.observe(document.getElementById("pages"), { childList: true, subtree: true });
field.blur();"""
    window.set_script_timeout(20)
    for number in range(21):
        took = window.execute_async_script(ask, number % 7, number + 100)
        times["findings"].append(took["findings"] / 1000)
        times["pages"].append(took["pages"] / 1000)
        time.sleep(0.1)
    window.quit()
    return times


if __name__ == "__main__":
    print(json.dumps({"judge": judge, "write": write, "time": time_fields}[sys.argv[1]](*sys.argv[2:])))

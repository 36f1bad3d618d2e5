"""What is installed, and the Debian package made of it."""

import os
import re
import subprocess
import tarfile

import python_test
from python_test import BUILD, SOURCE, banxin, environment

# Beside the forms and the font profiles, each of whose files is installed.
INSTALLED = """
bin/banxin
share/banxin/commands.schema.json
share/banxin/event.schema.json
share/banxin/findings.schema.json
share/banxin/journal.schema.json
share/bash-completion/completions/banxin
share/doc/banxin/README.md
share/doc/banxin/README.zh.md
share/doc/banxin/SECURITY.md
share/doc/banxin/changelog.gz
share/doc/banxin/copyright
share/doc/banxin/fonts
share/doc/banxin/layouts
share/doc/banxin/pipeline/archive/README.md
share/doc/banxin/pipeline/archive/catalogue_schema.h
share/doc/banxin/pipeline/archive/event.schema.json
share/doc/banxin/pipeline/archive/journal.schema.json
share/doc/banxin/pipeline/batch/README.md
share/doc/banxin/pipeline/desk/README.md
share/doc/banxin/pipeline/cli/commands.schema.json
share/doc/banxin/pipeline/validate/findings.schema.json
share/doc/banxin/samples/ruian-commerce-bureau-2018.png
share/doc/banxin/samples/ruian-commerce-bureau-2018.xml
share/doc/banxin/scripts/cluster/README.md
share/doc/banxin/scripts/cluster/banxin.sbatch
share/doc/banxin/scripts/cluster/kubernetes.yaml
share/doc/banxin/scripts/cluster/parallel.sh
share/fish/vendor_completions.d/banxin.fish
share/lintian/overrides/banxin
share/man/man1/banxin.1.gz
share/man/zh_CN/man1/banxin.1.gz
share/zsh/vendor-completions/_banxin
""".split()
FACES = {"LXGWZhuqueFangsong-Regular.ttf", "FandolFang-Regular.otf"}  # when scripts/fetch-fangsong got them
# Pages for those who have the sources; what else is linked from an installed page is installed.
OF_THE_SOURCES = re.compile(r"(pipeline|tests)/README\.md|scripts/packaging/CMakeLists\.txt|.*\.(h|cpp)")


def expected():
    data = [f"share/banxin/{path.relative_to(SOURCE)}" for folder in ("layouts", "fonts")
            for path in (SOURCE / folder).rglob("*") if path.is_file()]
    faces = [f"share/banxin/fonts/{face}" for face in FACES if (SOURCE / "build/fonts" / face).is_file()]
    return sorted([*INSTALLED, *data, *faces])


def section(name):
    """The packages that a section of scripts/packages.txt lists."""
    text = (SOURCE / "scripts/packages.txt").read_text(encoding="utf-8")
    return re.search(rf"(?m)^## {name}\n((?:[^#\n].*\n)*)", text)[1].split()


class Package(python_test.Case):
    def pack(self, name):
        """The package of this build, weakly compressed because that is faster."""
        self.need("cpack", "dpkg-shlibdeps")
        folder = self.folder / name
        self.run_tool("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", folder, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip",
                      cwd=self.folder, env=environment(SOURCE_DATE_EPOCH="1796083200"))
        [package] = folder.glob("*.deb")
        return package

    def test_the_files_that_are_installed(self):
        place = self.folder / "usr"
        self.run_tool("cmake", "--install", BUILD, "--prefix", place)
        found = sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_symlink() or path.is_file())
        self.assertEqual(found, expected())
        pages = [path for path in place.rglob("*.md")] + [path for link in ("layouts", "fonts")
                                                          for path in (place / "share/doc/banxin" / link).glob("*.md")]
        self.assertGreater(len(pages), 8)
        lost = [f"{page.relative_to(place)}: {target}" for page in pages
                for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
                if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists() and not OF_THE_SOURCES.fullmatch(target)]
        self.assertEqual(lost, [])

    def test_the_package_and_lintian(self):
        package = self.pack("one")
        self.assertEqual(package.read_bytes(), self.pack("two").read_bytes(), "the same build gives another package")
        data, control = self.folder / "data.tar", self.folder / "control.tar"
        data.write_bytes(self.run_tool("dpkg-deb", "--fsys-tarfile", package))
        control.write_bytes(self.run_tool("dpkg-deb", "--ctrl-tarfile", package))
        with tarfile.open(data) as files:
            members = files.getmembers()
        self.assertEqual(sorted(one.name.removeprefix("./usr/") for one in members if not one.isdir()), expected())
        for one in members:
            self.assertEqual((one.uid, one.gid, one.mtime), (0, 0, 1796083200), one.name)
            mode = 0o755 if one.isdir() or one.name == "./usr/bin/banxin" else 0o777 if one.issym() else 0o644
            self.assertEqual(one.mode, mode, one.name)
        # No script and no file of settings: what is not in the list of files, the package leaves nowhere.
        with tarfile.open(control) as files:
            self.assertEqual(sorted(os.path.basename(one.name) for one in files.getmembers() if one.isfile()), ["control", "md5sums"])
        fields = dict(re.findall(r"(?m)^([\w-]+): (.*)$", self.run_tool("dpkg-deb", "--field", package).decode()))
        needs = {re.match(r"[^ ]+", one)[0] for one in fields["Depends"].split(", ")}
        self.assertLessEqual(set(section("fonts")), needs)
        for library in ("libc6", "libxml2", "libicu", "libharfbuzz", "libpodofo"):
            self.assertTrue(any(one.startswith(library) for one in needs), library)
        self.need("lintian")
        done = subprocess.run(["lintian", "--allow-root", package], capture_output=True, text=True, env=environment())
        self.assertEqual(re.findall("(?m)^[EW]: .*", done.stdout), [], done.stderr)
        # It objects where there is something wrong: a package without its copyright.
        broken = self.folder / "broken"
        self.run_tool("dpkg-deb", "--raw-extract", package, broken)
        (broken / "usr/share/doc/banxin/copyright").unlink()
        self.run_tool("dpkg-deb", "-Zgzip", "-z1", "--build", broken, self.folder / "broken.deb")
        done = subprocess.run(["lintian", "--allow-root", self.folder / "broken.deb"], capture_output=True, text=True, env=environment())
        self.assertIn("no-copyright-file", done.stdout)

    def test_the_program_says_the_version_of_the_package(self):
        changelog = (BUILD / "scripts/packaging/changelog").read_text(encoding="utf-8")
        version = re.match(r"banxin \(([^~)]+)~[a-z0-9.]+\) ", changelog)
        self.assertTrue(version, changelog)
        self.assertEqual(banxin("--version").stdout.decode().splitlines()[0], f"banxin {version[1]}")
        for manual in ("banxin.1", "banxin.zh.1"):
            text = (SOURCE / "pipeline/cli" / manual).read_text(encoding="utf-8")
            self.assertIn(f'"banxin {version[1]}"', re.search(r"(?m)^\.TH .*", text)[0], manual)


if __name__ == "__main__":
    python_test.main()

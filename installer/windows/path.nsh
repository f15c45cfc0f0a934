; The installation's entry in PATH. A text of NSIS holds 1023 characters and a PATH 32767, so it never passes through one: it
; stays in memory of its own, and only its address is handled here.

!define KEY_READ_WRITE_64 0x2011F
!define PATH_LIMIT 32767

Var PathKey         ; the open key
Var PathType        ; REG_SZ or REG_EXPAND_SZ
Var PathText        ; the address of ";" + PATH + ";"
Var PathFolder      ; the entry

!macro PathFunctions un
  !define /redef un "${un}"

  Function ${un}OpenPath
    ${If} $Mode == machine
      StrCpy $0 0x80000002
      StrCpy $1 "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
    ${Else}
      StrCpy $0 0x80000001
      StrCpy $1 "Environment"
    ${EndIf}
    StrCpy $PathKey 0
    StrCpy $PathText 0
    System::Call 'advapi32::RegOpenKeyExW(p r0, w r1, i 0, i ${KEY_READ_WRITE_64}, *p .r2) i .r3'
    ${If} $3 <> 0
      Return
    ${EndIf}
    StrCpy $PathKey $2
    System::Call 'advapi32::RegQueryValueExW(p r2, w "Path", p 0, *i .r4, p 0, *i .r5) i .r3'
    ${If} $3 = 2
      ; There is none yet.
      StrCpy $4 2
      StrCpy $5 0
    ${ElseIf} $3 <> 0
      ; What cannot be read is not written over.
      Return
    ${EndIf}
    StrCpy $PathType $4
    ; Zeroes, and so ended whatever the registry holds; with room for an entry more.
    IntOp $6 $5 + 4096
    System::Alloc $6
    Pop $PathText
    StrCpy $6 $PathText
    System::Call 'kernel32::lstrcpyW(p r6, w ";")'
    ${If} $5 > 0
      IntPtrOp $7 $6 + 2
      System::Call 'advapi32::RegQueryValueExW(p r2, w "Path", p 0, p 0, p r7, *i r5) i .r3'
      ${If} $3 <> 0
        System::Free $PathText
        StrCpy $PathText 0
        Return
      ${EndIf}
    ${EndIf}
    System::Call 'kernel32::lstrcatW(p r6, w ";")'
  FunctionEnd

  ; The address of the entry, with the semicolon before it: $0, or 0.
  Function ${un}FindInPath
    StrCpy $1 $PathText
    StrCpy $2 ";$PathFolder;"
    System::Call 'shlwapi::StrStrIW(p r1, w r2) p .r0'
  FunctionEnd

  ; Writes what is between the first and the last semicolon.
  Function ${un}WritePath
    StrCpy $1 $PathText
    System::Call 'kernel32::lstrlenW(p r1) i .r2'
    IntOp $3 $2 - 1
    IntOp $3 $3 * 2
    IntPtrOp $4 $1 + $3
    System::Call '*$4(&i2 0)'
    IntPtrOp $1 $1 + 2
    StrCpy $5 $PathKey
    ${If} $2 <= 2
      System::Call 'advapi32::RegDeleteValueW(p r5, w "Path")'
    ${Else}
      StrCpy $6 $PathType
      System::Call 'advapi32::RegSetValueExW(p r5, w "Path", i 0, i r6, p r1, i r3)'
    ${EndIf}
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
  FunctionEnd

  Function ${un}ClosePath
    ${If} $PathText P<> 0
      System::Free $PathText
    ${EndIf}
    ${If} $PathKey P<> 0
      System::Call 'advapi32::RegCloseKey(p $PathKey)'
    ${EndIf}
  FunctionEnd

  ; Takes $PathFolder out of PATH. Everything else stays as it is, to the letter.
  Function ${un}RemoveFromPath
    Call ${un}OpenPath
    ${If} $PathText P<> 0
      Call ${un}FindInPath
      ${If} $0 P<> 0
        ${Do}
          StrLen $2 ";$PathFolder"
          IntOp $2 $2 * 2
          IntPtrOp $3 $0 + $2
          System::Call 'kernel32::lstrlenW(p r3) i .r4'
          IntOp $4 $4 + 1
          IntOp $4 $4 * 2
          System::Call 'kernel32::RtlMoveMemory(p r0, p r3, p r4)'
          Call ${un}FindInPath
        ${LoopUntil} $0 P= 0
        Call ${un}WritePath
      ${EndIf}
    ${EndIf}
    Call ${un}ClosePath
  FunctionEnd

!if "${un}" == ""
  ; Puts $PathFolder last into PATH, unless it is there.
  Function ${un}AddToPath
    Call ${un}OpenPath
    ${If} $PathText P<> 0
      Call ${un}FindInPath
      ${If} $0 P= 0
        StrCpy $1 $PathText
        System::Call 'kernel32::lstrlenW(p r1) i .r2'
        StrLen $3 $PathFolder
        IntOp $3 $3 + $2
        ${If} $3 > ${PATH_LIMIT}
          ${Say} "PATH has no room for $PathFolder: shorten it, then install again to have the command enlarger in terminals."
        ${Else}
          ${If} $2 = 2
            ; It was empty: one semicolon is before the entry already.
            IntPtrOp $4 $1 + 2
            System::Call '*$4(&i2 0)'
          ${EndIf}
          StrCpy $5 "$PathFolder;"
          System::Call 'kernel32::lstrcatW(p r1, w r5)'
          Call ${un}WritePath
        ${EndIf}
      ${EndIf}
    ${EndIf}
    Call ${un}ClosePath
  FunctionEnd
!endif
!macroend
